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
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.Stamp;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Publishes to one destination and asks for a RECEIPT each time. What has none when the connection ends stays in doubt, and
 * is not sent again.
 */
final class Publisher extends Client {
    private static final int WINDOW = 64;
    private static final int LEAST_FILLER = 100;
    private static final String FILLER = "the quick brown fox jumps over the lazy dog ".repeat(300);

    private final DestinationHistory history;
    private final int number;
    private final int mostFiller;
    private final Map<String, Message> awaited = new HashMap<>();
    private int next;

    /** The bodies have from 100 to so many bytes, which are at most 12,000, and some more. */
    Publisher(Run run, DestinationHistory history, int number, int mostFiller) {
        super(run, ClientKind.PLAIN);
        this.history = history;
        this.number = number;
        this.mostFiller = mostFiller;
    }

    DestinationHistory history() {
        return history;
    }

    /** Whether the next message may be sent now. */
    boolean isReady() {
        return isUp() && awaited.size() < WINDOW;
    }

    /** Whether no RECEIPT is awaited. */
    boolean isSettled() {
        return awaited.isEmpty();
    }

    Message publish() {
        int sequence = next++;
        Message message = history.send(number, sequence, connects(), run().millis());
        awaited.put(Integer.toString(sequence), message);
        String filler = FILLER.substring(0, LEAST_FILLER + run().random().nextInt(mostFiller - LEAST_FILLER));
        send("SEND\ndestination:" + history.destination() + "\nreceipt:" + sequence + "\ncontent-type:text/plain\n\n"
                + Stamp.text(number, sequence, System.nanoTime()) + " " + filler + "\0");
        return message;
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        Message message = awaited.remove(String.valueOf(receipt.header("receipt-id")));
        if (message == null) {
            throw new IllegalStateException("A RECEIPT that nobody waits for: " + receipt.header("receipt-id"));
        }
        message.acknowledge(run().millis(), receipt.header("position"));
    }

    @Override
    public void message(ReceivedFrame message) {
        throw new IllegalStateException("A MESSAGE for a client that has not subscribed");
    }

    @Override
    void begin(URI node) {
        awaited.clear();
    }

    @Override
    void end(String reason) {
        awaited.clear();
    }
}
