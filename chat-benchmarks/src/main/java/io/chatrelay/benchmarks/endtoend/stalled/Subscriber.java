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
package io.chatrelay.benchmarks.endtoend.stalled;

import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.util.function.Consumer;

/** Subscribes when it is connected, and knows by the first message that it is live. */
final class Subscriber implements StompListener {

    /** The publisher in the stamp of a message that only asks whether subscriptions are live. */
    static final int PROBE = -1;

    private final String destination;

    private final Arrivals arrivals;

    private final Consumer<String> end;

    private boolean live;

    Subscriber(String destination, Arrivals arrivals, Consumer<String> end) {
        this.destination = destination;
        this.arrivals = arrivals;
        this.end = end;
    }

    boolean isLive() {
        return this.live;
    }

    @Override
    public void connected(StompConnection connection) {
        connection.subscribe(this.destination);
    }

    @Override
    public void message(ReceivedFrame message) {
        this.live = true;
        if (message.publisher() != PROBE) {
            this.arrivals.arrived(message.sequence(), message.dueNanos());
        }
    }

    @Override
    public void lost(String reason) {
        this.end.accept(reason);
    }

    /** Hears of every message but those that only ask. */
    interface Arrivals {

        void arrived(long sequence, long dueNanos);
    }
}
