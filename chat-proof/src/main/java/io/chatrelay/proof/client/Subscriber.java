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
package io.chatrelay.proof.client;

import io.chatrelay.proof.account.DestinationHistory;
import io.chatrelay.proof.account.Message;
import io.chatrelay.proof.account.SubscriberHistory;
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Gap;
import io.chatrelay.proof.account.SubscriberHistory.Note;
import io.chatrelay.proof.account.SubscriberHistory.Start;
import io.chatrelay.proof.account.SubscriberHistory.Subscribed;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to one destination, and after each lost connection again from where it stands: its last {@code message-id}, or
 * without one the position of the RECEIPT.
 */
final class Subscriber extends Client {
    private final DestinationHistory destination;
    private final SubscriberHistory history;
    /** The newest message of each publisher. */
    private final Map<Integer, Integer> newest = new HashMap<>();

    private @Nullable String position;
    private long deliveries;
    private boolean live;
    private boolean behind = true;

    Subscriber(Run run, ClientKind kind, DestinationHistory destination, String name, Start start) {
        super(run, kind);
        this.destination = destination;
        this.history = destination.addSubscriber(name, start);
    }

    DestinationHistory destination() {
        return destination;
    }

    long deliveries() {
        return deliveries;
    }

    /** Whether the RECEIPT of the present SUBSCRIBE has come. */
    boolean isLive() {
        return live;
    }

    /** Whether something has come, and the last of it was not replayed. */
    boolean hasCaughtUp() {
        return live && !behind;
    }

    /** Whether this message has come, or a later one of its publisher. */
    boolean hasGot(Message message) {
        return newest.getOrDefault(message.publisher(), -1) >= message.sequence();
    }

    /** Wants nothing more. */
    void leave() {
        history.leave();
        close();
    }

    @Override
    void begin(URI node) {
        String from = position == null ? history.start().toString() : position;
        history.add(new Note(run().millis(), "subscribes on " + node + " from " + from));
        send("SUBSCRIBE\nid:sub-0\nreceipt:subscribed\ndestination:" + destination.destination() + "\nfrom:" + from
                + "\n\n\0");
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        int now = run().millis();
        history.add(new Subscribed(now, position != null, "true".equals(receipt.header("recovered"))));
        // What is sent from now on comes anyhow.
        noteGap(receipt, now);
        @Nullable String standing = receipt.header("position");
        position = standing == null ? position : standing;
        live = true;
    }

    @Override
    public void message(ReceivedFrame frame) {
        @Nullable String id = frame.header("message-id");
        if (id == null) {
            throw new IllegalStateException("A MESSAGE without message-id");
        }
        noteGap(frame, Integer.MAX_VALUE);
        Message message = destination.message(frame.publisher(), (int) frame.sequence());
        behind = "true".equals(frame.header("replayed"));
        history.add(new Delivery(run().millis(), message, id, behind));
        position = id;
        deliveries++;
        newest.merge(message.publisher(), message.sequence(), Math::max);
    }

    private void noteGap(ReceivedFrame frame, int untilMillis) {
        @Nullable String reason = frame.header("gap");
        if (reason != null) {
            history.add(new Gap(run().millis(), untilMillis, reason));
        }
    }

    @Override
    void end(String reason) {
        live = false;
        history.add(new Note(run().millis(), "lost: " + reason));
    }

    @Override
    public String toString() {
        return history.toString();
    }
}
