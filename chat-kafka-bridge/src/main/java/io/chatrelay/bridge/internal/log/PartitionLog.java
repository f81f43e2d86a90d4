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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the log as this node has it. Its lock is the dispatch lock: the tail takes it for each record, and whoever
 * moves a cursor in this partition holds it, so that a cursor becomes live between two records. Unless said otherwise
 * methods are called with the lock held.
 */
public final class PartitionLog {

    private static final Logger logger = LoggerFactory.getLogger(PartitionLog.class);

    private final int partition;

    /** Whether it came new while others were read, and so nothing of it may be missed. */
    private boolean readFromBeginning;

    /** Fair, because those who catch up take it again and again, and the tail must not wait for all of them. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final TailRing<OutgoingMessage> ring = new TailRing<>(0);

    private final OffsetIndex index;

    private boolean reading;

    private long newestTimestamp = Position.NO_TIMESTAMP;

    private long latestTimestamp = Position.NO_TIMESTAMP;

    private long newestOffset = -1;

    private volatile int subscriptions;

    private long lastReleasedNanos;

    private final WaitingActions whenReading = new WaitingActions();

    private final List<Ahead> ahead = new ArrayList<>(0);

    /** What is before it has been dispatched, though the ring may end before: then the rest were no messages. */
    private long seenTo;

    /** Something that waits until the tail has come far enough. */
    private record Ahead(BooleanSupplier isReached, BooleanSupplier isOver, Runnable whenReached) {}

    PartitionLog(int partition, boolean readFromBeginning, int indexed, IndexBudget budget) {
        this.partition = partition;
        this.readFromBeginning = readFromBeginning;
        this.index = new OffsetIndex(indexed, budget);
    }

    public int partition() {
        return this.partition;
    }

    /** Whether the tail is to be read from the first record on, because the partition came new. */
    boolean isReadFromBeginning() {
        return this.readFromBeginning;
    }

    /** Is another one than before, and none of it was read. */
    void readFromBeginning() {
        this.readFromBeginning = !this.reading;
    }

    /** Nobody was there who could have missed something. */
    void forgetBeginningUnlessWanted() {
        this.readFromBeginning &= this.subscriptions > 0;
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

    /** Whether the tail is read, so that a cursor can be live. */
    public boolean isReading() {
        return this.reading;
    }

    /** The place behind the last record that the tail has dispatched. */
    public Position position(long topicFingerprint) {
        long last = this.ring.to() - 1;
        return new Position(
                topicFingerprint,
                this.partition,
                last,
                last >= 0 && last == this.newestOffset ? this.newestTimestamp : Position.NO_TIMESTAMP);
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
        this.index.append(message.message().destination(), message.offset());
        this.newestOffset = message.offset();
        this.newestTimestamp = timestamp;
        this.latestTimestamp = Math.max(this.latestTimestamp, timestamp);
    }

    /** Nothing that is a message is before the given offset any more. */
    public void advance(long offset) {
        this.ring.advance(offset);
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
        this.seenTo = offset;
        this.newestOffset = -1;
        return bytes;
    }

    /** The tail is read from an offset on; lets go on who has waited for that. */
    long startReading(long offset) {
        long freed = restart(offset);
        // What was written while it was not read may be newer.
        this.latestTimestamp = Position.NO_TIMESTAMP;
        this.reading = true;
        this.readFromBeginning = false;
        for (Runnable action : this.whenReading.take()) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                logger.atError().setCause(failure).log("A subscription could not be made");
            }
        }
        return freed;
    }

    /** Somebody wants what the partition has; does the action now if it is read, else as soon as it is. */
    void acquire(WaitingAction action, boolean counted) {
        if (counted) {
            this.subscriptions++;
        }
        if (this.reading) {
            action.run();
        } else {
            this.whenReading.add(action);
        }
    }

    boolean isAwaited() {
        return !this.reading && this.subscriptions > 0;
    }

    void release(long nowNanos) {
        this.subscriptions--;
        this.lastReleasedNanos = nowNanos;
        this.ahead.removeIf(waiting -> waiting.isOver().getAsBoolean());
        if (this.subscriptions == 0 && !this.reading) {
            this.whenReading.clear();
        }
    }

    /** Whether somebody wants it, or did a while ago. Needs no lock, but then the answer may be outdated at once. */
    boolean isWanted(long nowNanos, long lingerNanos) {
        return this.subscriptions > 0 || this.reading && nowNanos - this.lastReleasedNanos < lingerNanos;
    }

    /** The tail is not read any more. */
    long stopReading() {
        this.reading = false;
        return restart(0);
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
            this.ahead.add(new Ahead(() -> hasSeen(offset), isOver, action));
        }
        return waits;
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
