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
package io.chatrelay.benchmarks.endtoend.history;

import io.chatrelay.benchmarks.endtoend.account.Succession;
import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import org.jspecify.annotations.Nullable;

/** A connection that subscribes once and keeps account of what comes. All methods are for the thread of the stage. */
public final class Reader implements StompListener {

    private static final long NOT_YET = -1;

    private final Stage stage;

    private final Wish wish;

    private final Tally tally;

    private final Succession succession;

    private final StompConnection connection;

    private final long startedNanos = System.nanoTime();

    private long subscribedNanos;

    private int receipts;

    private long goal = Long.MAX_VALUE;

    private long reachedNanos = NOT_YET;

    /** Connects; what arrives is counted in the tally, too. */
    public Reader(Stage stage, ClientKind kind, Wish wish, Tally tally) {
        this.stage = stage;
        this.wish = wish;
        this.tally = tally;
        this.succession = new Succession(wish.first());
        this.connection = stage.connect(kind, this);
    }

    public Wish wish() {
        return this.wish;
    }

    public StompConnection connection() {
        return this.connection;
    }

    /** Whether the RECEIPT of its SUBSCRIBE has come. */
    public boolean isSubscribed() {
        return this.receipts > 0;
    }

    /** The message that it is waiting for, by its number. */
    public void waitFor(long sequence) {
        this.goal = sequence;
    }

    /** Whether the message that it is waiting for has come. */
    public boolean hasReachedGoal() {
        return this.reachedNanos != NOT_YET;
    }

    /** From its SUBSCRIBE to the message that it was waiting for. */
    public long nanosFromSubscribe() {
        return this.reachedNanos - this.subscribedNanos;
    }

    /** From the beginning of its connection to the message that it was waiting for. */
    public long nanosFromConnect() {
        return this.reachedNanos - this.startedNanos;
    }

    /** How many different messages have come. */
    public long received() {
        return this.succession.received();
    }

    /** How many have not come of those before this number. */
    public long missing(long end) {
        return this.succession.missing(end);
    }

    /** Asks for the end of the subscription: with the RECEIPT everything has come that was on its way. */
    public void unsubscribe() {
        this.connection.send("UNSUBSCRIBE\nid:sub-0\nreceipt:ended\n\n\0");
    }

    /** Whether the RECEIPT for the end of the subscription has come. */
    public boolean isUnsubscribed() {
        return this.receipts > 1;
    }

    @Override
    public void connected(StompConnection connected) {
        connected.send("SUBSCRIBE\nid:sub-0\nreceipt:begun\ndestination:" + this.wish.destination() + "\nfrom:"
                + this.wish.from() + "\n\n\0");
        this.subscribedNanos = System.nanoTime();
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        this.receipts++;
        refuseGap(receipt);
    }

    @Override
    public void message(ReceivedFrame message) {
        long now = System.nanoTime();
        if (message.publisher() != this.wish.publisher()) {
            this.stage.fail("A message of publisher " + message.publisher() + " on " + this.wish.destination());
        }
        long sequence = message.sequence();
        this.tally.arrived(this.succession.arrived(sequence), now - message.dueNanos());
        if (sequence == this.goal && this.reachedNanos == NOT_YET) {
            this.reachedNanos = now;
        }
        refuseGap(message);
    }

    /** Nothing is removed from the log, so there is none to be announced. */
    private void refuseGap(ReceivedFrame frame) {
        @Nullable String gap = frame.header("gap");
        if (gap != null) {
            this.stage.fail("A gap was announced on " + this.wish.destination() + ": " + gap);
        }
    }

    @Override
    public void lost(String reason) {
        this.stage.fail(reason);
    }
}
