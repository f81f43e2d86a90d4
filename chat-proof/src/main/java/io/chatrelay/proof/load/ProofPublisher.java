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

import io.chatrelay.proof.history.PublisherHistory;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.Stamp;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to one destination and wants a RECEIPT for each message. What is without one when the connection ends is in doubt,
 * and is not sent again.
 */
final class ProofPublisher implements Link.Owner {

    private static final int WINDOW = 64;

    private static final int LEAST_BODY = 100;

    private static final String FILLER = "the quick brown fox jumps over the lazy dog ".repeat(300);

    private final Surroundings surroundings;

    private final String destination;

    private final int number;

    private final int largestBody;

    private final PublisherHistory history;

    private final Link link;

    private int outstanding;

    /** Bodies have any size from 100 bytes to the largest, which is at most 12,000, and some bytes more. */
    ProofPublisher(
            Surroundings surroundings, String destination, int number, int largestBody, PublisherHistory history) {
        this.surroundings = surroundings;
        this.destination = destination;
        this.number = number;
        this.largestBody = largestBody;
        this.history = history;
        this.link = new Link(surroundings, ClientKind.PLAIN, this);
    }

    Link link() {
        return this.link;
    }

    String destination() {
        return this.destination;
    }

    int number() {
        return this.number;
    }

    /** Whether no RECEIPT is awaited. */
    boolean isSettled() {
        return this.outstanding == 0;
    }

    /** Whether the next message may be sent now. */
    boolean isReady() {
        return this.link.isUp() && this.outstanding < WINDOW;
    }

    /** Sends a message, and returns its number. */
    int publish() {
        int sequence = this.history.send(this.surroundings.clock().millis(), this.link.connects());
        this.outstanding++;
        this.link.send("SEND\ndestination:" + this.destination + "\nreceipt:" + sequence
                + "\ncontent-type:text/plain\n\n" + Stamp.text(this.number, sequence, System.nanoTime()) + " "
                + this.destination + " " + filler() + "\0");
        return sequence;
    }

    private String filler() {
        return FILLER.substring(0, LEAST_BODY + this.surroundings.random().nextInt(this.largestBody - LEAST_BODY));
    }

    /** Whether the RECEIPT of a message has come. */
    boolean isAcknowledged(int sequence) {
        return this.history.isAcknowledged(sequence);
    }

    @Override
    public void connected(URI node) {
        this.outstanding = 0;
    }

    @Override
    public void message(ReceivedFrame message) {
        throw new IllegalStateException("A MESSAGE for one that has not subscribed");
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        @Nullable String sequence = receipt.header("receipt-id");
        if (sequence == null) {
            throw new IllegalStateException("A RECEIPT without receipt-id");
        }
        this.outstanding--;
        this.history.acknowledge(
                Integer.parseInt(sequence), this.surroundings.clock().millis(), receipt.header("position"));
    }

    @Override
    public void lost(String reason) {
        this.outstanding = 0;
    }
}
