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
package io.chatrelay.proof.load;

import io.chatrelay.proof.history.DestinationHistory;
import io.chatrelay.proof.history.SubscriberHistory;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to one destination, and after each lost connection again from where it stands: its last {@code message-id}, or
 * without one the position of the RECEIPT.
 */
final class ProofSubscriber implements Link.Owner {

    private final Surroundings surroundings;

    private final DestinationHistory destination;

    private final SubscriberHistory history;

    private final Link link;

    private @Nullable String position;

    private boolean live;

    private boolean behind;

    private long replayed;

    private long resumed;

    private long recovered;

    /** The highest number of a message from the publisher whose last message ends the run. */
    private int progress = -1;

    private final int pacemaker;

    ProofSubscriber(
            Surroundings surroundings,
            ClientKind kind,
            DestinationHistory destination,
            SubscriberHistory history,
            int pacemaker) {
        this.surroundings = surroundings;
        this.destination = destination;
        this.history = history;
        this.pacemaker = pacemaker;
        this.link = new Link(surroundings, kind, this);
    }

    Link link() {
        return this.link;
    }

    SubscriberHistory history() {
        return this.history;
    }

    /** Whether the RECEIPT of the present SUBSCRIBE has come. */
    boolean isLive() {
        return this.live;
    }

    /** Whether it has got something, and the last of it was not replayed. */
    boolean hasCaughtUp() {
        return this.live && !this.behind && this.history.size() > 0;
    }

    /** Whether it has got this message of the publisher it watches. */
    boolean hasGot(int sequence) {
        return this.progress >= sequence;
    }

    /** How many messages have come that were marked as replayed. */
    long replayed() {
        return this.replayed;
    }

    /** How often it has gone on from a position. */
    long resumed() {
        return this.resumed;
    }

    /** How often the RECEIPT of that said that everything was there. */
    long recovered() {
        return this.recovered;
    }

    String destination() {
        return this.destination.destination();
    }

    /** Wants nothing more. */
    void leave() {
        this.history.leave();
        this.link.close();
    }

    @Override
    public void connected(URI node) {
        String from = this.position == null ? this.history.start().from() : this.position;
        this.history.note(now(), "subscribes on " + node + " from " + from);
        this.link.send("SUBSCRIBE\nid:sub-0\nreceipt:subscribed\ndestination:" + this.destination.destination()
                + "\nfrom:" + from + "\n\n\0");
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        int now = now();
        @Nullable String gap = receipt.header("gap");
        @Nullable String standing = receipt.header("position");
        boolean complete = "true".equals(receipt.header("recovered"));
        if (this.position != null) {
            this.resumed++;
            this.recovered += complete ? 1 : 0;
        }
        this.live = true;
        this.history.live(now);
        if (gap != null) {
            this.history.gapInReceipt(now, gap);
        }
        if (standing != null) {
            this.position = standing;
        }
        this.history.note(now, "RECEIPT, recovered: " + complete + ", gap: " + gap + ", position: " + standing);
    }

    @Override
    public void message(ReceivedFrame message) {
        int now = now();
        @Nullable String id = message.header("message-id");
        if (id == null) {
            throw new IllegalStateException("A MESSAGE without message-id");
        }
        @Nullable String gap = message.header("gap");
        if (gap != null) {
            this.history.gapInMessage(now, gap);
            this.history.note(now, "gap: " + gap);
        }
        this.behind = "true".equals(message.header("replayed"));
        this.replayed += this.behind ? 1 : 0;
        int publisher = message.publisher();
        int sequence = (int) message.sequence();
        this.history.arrived(this.destination.messages().seen(id, publisher, sequence), now);
        this.position = id;
        if (publisher == this.pacemaker) {
            this.progress = Math.max(this.progress, sequence);
        }
    }

    @Override
    public void lost(String reason) {
        this.live = false;
        this.history.note(now(), "lost: " + reason);
    }

    private int now() {
        return this.surroundings.clock().millis();
    }
}
