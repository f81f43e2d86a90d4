/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.chatrelay.benchmarks.endtoend.storm;

import io.chatrelay.benchmarks.endtoend.history.Stage;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down the message-id of every message of some destinations. The publisher of a message is its destination. */
final class Scribe implements StompListener {

    private final Stage stage;

    private final List<String> destinations;

    private final @Nullable String[][] ids;

    private final StompConnection connection;

    private int receipts;

    private int written;

    /** @param messages how many each destination is going to have */
    Scribe(Stage stage, List<String> destinations, int messages) {
        this.stage = stage;
        this.destinations = destinations;
        this.ids = new @Nullable String[destinations.size()][messages];
        this.connection = stage.connect(ClientKind.PLAIN, this);
    }

    boolean isSubscribed() {
        return this.receipts == this.destinations.size();
    }

    boolean hasEverything() {
        return this.written == this.ids.length * this.ids[0].length;
    }

    String id(int destination, int sequence) {
        return Objects.requireNonNull(this.ids[destination][sequence]);
    }

    void leave() {
        this.connection.close();
    }

    @Override
    public void connected(StompConnection connected) {
        for (int index = 0; index < this.destinations.size(); index++) {
            connected.send("SUBSCRIBE\nid:sub-" + index + "\nreceipt:begun\ndestination:" + this.destinations.get(index)
                    + "\n\n\0");
        }
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        this.receipts++;
    }

    @Override
    public void message(ReceivedFrame message) {
        @Nullable String[] ofDestination = this.ids[message.publisher()];
        int sequence = (int) message.sequence();
        if (ofDestination[sequence] != null) {
            this.stage.fail("A second copy");
        }
        ofDestination[sequence] = message.header("message-id");
        this.written++;
    }

    @Override
    public void lost(String reason) {
        this.stage.fail(reason);
    }
}
