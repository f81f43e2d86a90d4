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
package io.chatrelay.bridge.internal.log;

import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.cursor.IndexBudget;
import io.chatrelay.core.cursor.OffsetIndex;
import io.chatrelay.core.cursor.TailRing;
import io.chatrelay.core.log.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the log as this node has it. Its lock is the dispatch lock: the tail takes it for each record, and whoever
 * moves a cursor in this partition holds it, so that a cursor becomes live between two records. Unless said otherwise
 * methods are called with the lock held.
 */
public final class PartitionLog {

    /** The tail of a partition whose place is not known yet. */
    static final long NOT_READ = -1;

    private final int partition;

    /** Fair, because those who catch up take it again and again, and the tail must not wait for all of them. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final TailRing<OutgoingMessage> ring = new TailRing<>(0);

    private final OffsetIndex index;

    /** What the ring says, for those who ask without the lock; {@link #NOT_READ} before the partition is read. */
    private volatile long tail = NOT_READ;

    /** As the last. */
    private volatile int restarts;

    /** Whether Kafka did not say where the partition ends. */
    private volatile boolean unanswered;

    /** The Kafka broker that leads the partition, or -1. */
    private volatile int leader = -1;

    /** Where the tail went on when the partition was read first, or went on elsewhere last. */
    private long startedAt;

    private long newestTimestamp = Position.NO_TIMESTAMP;

    private long latestTimestamp = Position.NO_TIMESTAMP;

    private long newestOffset = -1;

    private final List<Ahead> ahead = new ArrayList<>(0);

    /** What is before it has been dispatched, though the ring may end before: then the rest were no messages. */
    private long seenTo;

    /** Something that waits until the tail has come far enough. */
    private record Ahead(BooleanSupplier isReached, BooleanSupplier isOver, Runnable whenReached) {}

    PartitionLog(int partition, int indexed, IndexBudget budget) {
        this.partition = partition;
        this.index = new OffsetIndex(indexed, budget);
    }

    public int partition() {
        return this.partition;
    }

    public ReentrantLock lock() {
        return this.lock;
    }

    public TailRing<OutgoingMessage> ring() {
        return this.ring;
    }

    public OffsetIndex index() {
        return this.index;
    }

    /** Whether the place of the tail is known, so that a subscription can begin. Needs no lock. */
    public boolean isReading() {
        return this.tail != NOT_READ;
    }

    /** The id of the Kafka broker that leads the partition, or -1 if it is not known or there is none. Needs no lock. */
    public int leader() {
        return this.leader;
    }

    /** Another Kafka broker leads the partition, or none. Needs no lock. */
    public void leader(int broker) {
        this.leader = broker;
    }

    /** Kafka does not say where the partition ends. Needs no lock. */
    public void unanswered() {
        this.unanswered = true;
    }

    /** Whether Kafka has been asked where the partition ends, with or without success. Needs no lock. */
    boolean isSettled() {
        return this.unanswered || isReading();
    }

    /** The offset that the tail dispatches next, or {@link #NOT_READ}. Needs no lock. */
    long tail() {
        return this.tail;
    }

    /** How often the partition has gone on elsewhere. Needs no lock. */
    int restarts() {
        return this.restarts;
    }

    /**
     * Where a subscription begins: at its mark, or where the tail began if it had no place yet at the time of the mark.
     *
     * @param mark from the time when the SUBSCRIBE was read, or {@code null} for now
     */
    public long startOf(@Nullable TailMark mark) {
        if (mark == null) {
            return this.ring.to();
        }
        return mark.holdsFor(this.partition, this.restarts) ? mark.next(this.partition) : this.startedAt;
    }

    /** The place behind the last record that the tail has dispatched. */
    public Position position(long topicFingerprint) {
        return positionBefore(this.ring.to(), topicFingerprint);
    }

    /** The place of whoever has got everything before an offset. */
    public Position positionBefore(long next, long topicFingerprint) {
        long last = next - 1;
        return new Position(topicFingerprint, this.partition, last, timestampAt(last));
    }

    private long timestampAt(long offset) {
        if (offset >= 0 && offset == this.newestOffset) {
            return this.newestTimestamp;
        }
        OutgoingMessage there = this.ring.find(offset);
        Long timestamp = there == null ? null : there.timestamp();
        return timestamp == null ? Position.NO_TIMESTAMP : timestamp;
    }

    /**
     * The latest timestamp of a record seen, in epoch milliseconds, or {@link Position#NO_TIMESTAMP}. It need not be that of the
     * last one: the clocks of nodes differ.
     */
    public long latestTimestamp() {
        return this.latestTimestamp;
    }

    /** The tail dispatches a message. */
    public void append(OutgoingMessage message, long timestamp) {
        this.ring.append(message);
        this.tail = this.ring.to();
        try {
            this.index.append(message.message().destination(), message.offset());
        } catch (Error failure) {
            // Without memory. One that knows nothing is right, one that lacks a message is not.
            this.index.restart(message.offset());
        }
        this.newestOffset = message.offset();
        this.newestTimestamp = timestamp;
        this.latestTimestamp = Math.max(this.latestTimestamp, timestamp);
    }

    /** Nothing that is a message is before the given offset any more. */
    public void advance(long offset) {
        this.ring.advance(offset);
        this.tail = this.ring.to();
    }

    /** The tail has come to an offset without a message before it that was not dispatched. */
    public void seen(long offset) {
        this.seenTo = offset;
    }

    private boolean hasSeen(long offset) {
        return offset <= Math.max(this.seenTo, this.ring.to());
    }

    /** Forgets the oldest message here; returns how many bytes that sets free. */
    int forgetOldest() {
        OutgoingMessage oldest = this.ring.removeOldest();
        return oldest == null ? 0 : oldest.size();
    }

    /** Forgets what it has, and goes on elsewhere; returns how many bytes that sets free. */
    long restart(long offset) {
        long bytes = 0;
        OutgoingMessage oldest = this.ring.removeOldest();
        while (oldest != null) {
            bytes += oldest.size();
            oldest = this.ring.removeOldest();
        }
        this.ring.restart(offset);
        this.index.restart(offset);
        this.startedAt = offset;
        this.seenTo = offset;
        this.newestOffset = -1;
        // In this order, see TailMark.
        this.tail = offset;
        this.restarts = this.ring.restarts();
        return bytes;
    }

    /** Does the action once the tail has reached the cursor, by the thread of the tail. */
    public void whenReached(Cursor cursor, Runnable action) {
        this.ahead.add(new Ahead(() -> cursor.isReached(this.ring.to()), cursor::isClosed, action));
    }

    /**
     * Does the action once the tail has seen what is before an offset, by the thread of the tail. Returns {@code false} if
     * that is so now; then the action is not done.
     *
     * @param isOver whether the action is not wanted any more
     */
    public boolean whenSeen(long offset, BooleanSupplier isOver, Runnable action) {
        boolean waits = !hasSeen(offset);
        if (waits) {
            this.ahead.removeIf(waiting -> waiting.isOver().getAsBoolean());
            this.ahead.add(new Ahead(() -> hasSeen(offset), isOver, action));
        }
        return waits;
    }

    /** Forgets who waited for the tail and is gone. */
    public void forgetGone() {
        this.ahead.removeIf(waiting -> waiting.isOver().getAsBoolean());
    }

    /** Finds those that the tail has reached. */
    @Nullable List<Runnable> takeReached() {
        if (this.ahead.isEmpty()) {
            return null;
        }
        List<Runnable> due = new ArrayList<>();
        for (Iterator<Ahead> waiting = this.ahead.iterator(); waiting.hasNext(); ) {
            Ahead next = waiting.next();
            if (next.isReached().getAsBoolean()) {
                due.add(next.whenReached());
                waiting.remove();
            }
        }
        return due;
    }
}
