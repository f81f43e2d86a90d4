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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection that subscribes once and keeps account of what comes. All methods are for the thread of the stage. */
public final class Reader implements StompListener {
    private static final long NOT_YET = -1;

    private final Audience audience;
    private final Wish wish;
    private final SequenceTracker[] trackers;
    private final StompConnection connection;
    private final long startedNanos = System.nanoTime();
    private long subscribedNanos = NOT_YET;
    private boolean live;
    private boolean unsubscribed;
    private long goal = Long.MAX_VALUE;
    private long reachedNanos = NOT_YET;
    private long lastNanos = NOT_YET;
    private @Nullable String @Nullable [] ids;

    Reader(Stage stage, ClientKind kind, Audience audience, Wish wish) {
        this.audience = audience;
        this.wish = wish;
        this.trackers = new SequenceTracker[wish.publishers()];
        for (int index = 0; index < trackers.length; index++) {
            trackers[index] = new SequenceTracker(wish.first());
        }
        this.connection = stage.connect(kind, this);
    }

    public StompConnection connection() {
        return connection;
    }

    boolean isConnected() {
        return subscribedNanos != NOT_YET;
    }

    /** Whether the subscription is known to be live: its RECEIPT has come, or a message that only asks. */
    boolean isLive() {
        return live;
    }

    /** The message that the reader is waiting for, by its number. */
    public void waitFor(long sequence) {
        goal = sequence;
    }

    public boolean hasReachedGoal() {
        return reachedNanos != NOT_YET;
    }

    /** From its SUBSCRIBE to the message that the reader was waiting for. */
    public long nanosFromSubscribe() {
        return reachedNanos - subscribedNanos;
    }

    /** From the beginning of its connection to the message that the reader was waiting for. */
    public long nanosFromConnect() {
        return reachedNanos - startedNanos;
    }

    /** Writes down the message-id of each of the first messages of its only publisher, so many, from now on. */
    public void writeDownIds(int messages) {
        ids = new @Nullable String[messages];
    }

    /** The message-id of the message that has this number, which has been written down. */
    public String id(int sequence) {
        return Objects.requireNonNull(Objects.requireNonNull(ids)[sequence]);
    }

    /** When the last message came that has come so far. */
    public long lastNanos() {
        return lastNanos;
    }

    /** How many different messages of its publishers have come. */
    public long received() {
        long received = 0;
        for (SequenceTracker tracker : trackers) {
            received += tracker.received();
        }
        return received;
    }

    /** How many have not come of what its publishers, who stand at their numbers in the list, have published. */
    long missing(List<Publisher> publishers) {
        long missing = 0;
        for (int index = 0; index < trackers.length; index++) {
            missing += trackers[index].missing(
                    publishers.get(wish.publisher() + index).next());
        }
        return missing;
    }

    /** How many have not come of those before this number of its only publisher. */
    public long missing(long end) {
        return trackers[0].missing(end);
    }

    /** Asks for the end of the subscription: with the RECEIPT everything has come that was on its way. */
    public void unsubscribe() {
        live = false;
        unsubscribed = true;
        connection.send("UNSUBSCRIBE\nid:sub-0\nreceipt:ended\n\n\0");
    }

    /** Whether the RECEIPT for the end of the subscription has come. */
    public boolean isUnsubscribed() {
        return unsubscribed && live;
    }

    @Override
    public void connected(StompConnection connected) {
        connected.send(wish.frame());
        subscribedNanos = System.nanoTime();
    }

    @Override
    public void receipt(ReceivedFrame receipt) {
        live = true;
        refuseGap(receipt);
    }

    @Override
    public void message(ReceivedFrame message) {
        long now = System.nanoTime();
        int publisher = message.publisher();
        if (publisher == Publisher.PROBE) {
            live = true;
            return;
        }
        int index = publisher - wish.publisher();
        if (index < 0 || index >= trackers.length) {
            audience.lost("A message of publisher " + publisher + " on " + wish.destination());
            return;
        }
        long sequence = message.sequence();
        audience.arrived(publisher, sequence, trackers[index].arrived(sequence), now - message.dueNanos());
        lastNanos = now;
        if (ids != null) {
            ids[(int) sequence] = message.header("message-id");
        }
        if (sequence == goal && reachedNanos == NOT_YET) {
            reachedNanos = now;
        }
        if (wish.from() != null) {
            refuseGap(message);
        }
    }

    /** Nothing is removed from the log, so there is no gap to be announced. */
    private void refuseGap(ReceivedFrame frame) {
        @Nullable String gap = frame.header("gap");
        if (gap != null) {
            audience.lost("A gap was announced on " + wish.destination() + ": " + gap);
        }
    }

    @Override
    public void lost(String reason) {
        audience.lost(reason);
    }

    /**
     * What a subscriber wants. {@code new Wish("/topic/room.7", 35, 5, null, 0)} is everything that the publishers 35 to 39
     * send to a room from their first message on.
     *
     * @param publisher the first of those that publish to the destination
     * @param publishers how many there are
     * @param from the header of the SUBSCRIBE, whose RECEIPT says then that the subscription is live; null for a
     *     subscription as any client makes it with any server
     * @param first the number of the first message of each publisher that is to come
     */
    public record Wish(
            String destination,
            int publisher,
            int publishers,
            @Nullable String from,
            long first) {
        /** What a single publisher sends, from a place in the log on. */
        public static Wish from(String destination, int publisher, String from, long first) {
            return new Wish(destination, publisher, 1, from, first);
        }

        private String frame() {
            return "SUBSCRIBE\nid:sub-0\ndestination:" + destination
                    + (from == null ? "" : "\nreceipt:begun\nfrom:" + from) + "\n\n\0";
        }
    }
}
