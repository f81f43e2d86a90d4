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
import io.chatrelay.bridge.settings.HistorySettings;
import io.chatrelay.bridge.settings.InterestSettings;
import io.chatrelay.core.cursor.IndexBudget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log as this node has it: which topic it is, its partitions, and which of them are read. The tail thread tells what
 * happens; subscriptions come from any thread.
 */
public final class NodeLog {

    private static final Logger logger = LoggerFactory.getLogger(NodeLog.class);

    /** Half of the memory for the tail is for messages; a quarter for the index, and one for what is read again. */
    private static final int SHARE_OF_RING = 2;

    private static final int SHARE_OF_INDEX = 4;

    /** Producers learn of partitions that were added some seconds later. */
    private static final Duration FORMER_PARTITION = Duration.ofSeconds(30);

    private final int indexed;

    private final IndexBudget budget;

    private final InterestSettings interest;

    private final Duration topicNoticed;

    private final LongSupplier nanoTime;

    /** The tail thread's own. */
    private final TailMemory memory;

    private volatile PartitionLog[] partitions = {};

    private volatile long topicFingerprint;

    private volatile int formerCount;

    private volatile long grownNanos;

    private volatile Runnable interestChanged = () -> {};

    /** Guarded by this. */
    private final WaitingActions whenFound = new WaitingActions();

    /**
     * @param topicNoticed how soon the reader notices that the topic is another one
     * @param nanoTime as {@link System#nanoTime}
     */
    public NodeLog(HistorySettings history, InterestSettings interest, Duration topicNoticed, LongSupplier nanoTime) {
        this.indexed = history.maxMessages();
        this.budget = new IndexBudget(history.tailBytes() / SHARE_OF_INDEX / Long.BYTES);
        this.memory = new TailMemory(history.tailBytes() / SHARE_OF_RING);
        this.interest = interest;
        this.topicNoticed = topicNoticed;
        this.nanoTime = nanoTime;
    }

    /** Calls the action whenever a partition is wanted that is not read. */
    public void onInterest(Runnable action) {
        this.interestChanged = action;
    }

    /** Whether the topic is known. */
    public boolean isFound() {
        return this.partitions.length > 0;
    }

    /** Whether the topic is known and every partition that a subscription waits for is read. */
    public boolean isSettled() {
        for (PartitionLog log : this.partitions) {
            log.lock().lock();
            try {
                if (log.isAwaited()) {
                    return false;
                }
            } finally {
                log.lock().unlock();
            }
        }
        return isFound();
    }

    /** Identity of the topic; meaningful once it is known. */
    public long topicFingerprint() {
        return this.topicFingerprint;
    }

    /** How soon {@link #topicFingerprint} is another one after the topic was deleted and created again. */
    public Duration topicNoticed() {
        return this.topicNoticed;
    }

    /** All partitions, by their numbers. Not to be changed. */
    public PartitionLog[] partitions() {
        return this.partitions;
    }

    /** A partition, or {@code null} if the topic has none of that number. */
    public @Nullable PartitionLog partition(int number) {
        PartitionLog[] present = this.partitions;
        return number >= 0 && number < present.length ? present[number] : null;
    }

    /** The partition that Kafka's producers choose for a destination; only once the topic is known. */
    public PartitionLog partitionOf(String destination) {
        PartitionLog[] present = this.partitions;
        byte[] key = destination.getBytes(StandardCharsets.UTF_8);
        return present[Utils.toPositive(Utils.murmur2(key)) % present.length];
    }

    /**
     * The partition that producers chose before partitions were added, as long as some may still do so; else {@code null}.
     */
    public @Nullable PartitionLog formerPartitionOf(String destination) {
        int former = this.formerCount;
        if (former == 0 || this.nanoTime.getAsLong() - this.grownNanos > FORMER_PARTITION.toNanos()) {
            return null;
        }
        byte[] key = destination.getBytes(StandardCharsets.UTF_8);
        return partition(Utils.toPositive(Utils.murmur2(key)) % former);
    }

    /** Does it now if the topic is known, else as soon as it is, on the tail thread. */
    public void whenFound(WaitingAction action) {
        synchronized (this) {
            if (!isFound()) {
                this.whenFound.add(action);
                return;
            }
        }
        action.run();
    }

    /** The topic is there, or has more partitions than before, or is another one. */
    public void found(long fingerprint, int count) {
        List<WaitingAction> due;
        synchronized (this) {
            PartitionLog[] before = this.partitions;
            PartitionLog[] after = Arrays.copyOf(before, count);
            for (int i = before.length; i < count; i++) {
                after[i] = new PartitionLog(i, before.length > 0, this.indexed, this.budget);
            }
            if (before.length > 0 && count > before.length) {
                this.formerCount = before.length;
                this.grownNanos = this.nanoTime.getAsLong();
            }
            this.topicFingerprint = fingerprint;
            this.partitions = after;
            due = this.whenFound.take();
        }
        for (Runnable action : due) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                logger.atError().setCause(failure).log("A subscription could not be made");
            }
        }
    }

    /**
     * A subscription wants a partition; not to be called with the lock of another partition held.
     *
     * @param whenReading what to do when the tail is read, with the partition's lock held
     */
    public void acquire(PartitionLog log, WaitingAction whenReading) {
        acquire(log, whenReading, true);
    }

    /** The same for a subscription that has the partition already, and needs another action to be done. */
    public void await(PartitionLog log, WaitingAction whenReading) {
        acquire(log, whenReading, false);
    }

    private void acquire(PartitionLog log, WaitingAction whenReading, boolean counted) {
        boolean reading;
        log.lock().lock();
        try {
            log.acquire(whenReading, counted);
            reading = log.isReading();
        } finally {
            log.lock().unlock();
        }
        if (!reading) {
            this.interestChanged.run();
        }
    }

    /** A subscription is done with a partition. */
    public void release(PartitionLog log) {
        log.lock().lock();
        try {
            log.release(this.nanoTime.getAsLong());
        } finally {
            log.lock().unlock();
        }
    }

    /** Whether the tail of a partition is to be read. */
    public boolean isWanted(int number) {
        PartitionLog log = partition(number);
        return log != null
                && (!this.interest.enabled()
                        || log.isWanted(
                                this.nanoTime.getAsLong(),
                                this.interest.linger().toNanos()));
    }

    /** The topic is another one: whatever is not read of it was never read. */
    public void readFromBeginning() {
        for (PartitionLog log : this.partitions) {
            log.lock().lock();
            try {
                log.readFromBeginning();
            } finally {
                log.lock().unlock();
            }
        }
    }

    /** Partitions that came new and that nobody wants now may later be read from their end. */
    public void forgetBeginnings() {
        for (PartitionLog log : this.partitions) {
            log.lock().lock();
            try {
                log.forgetBeginningUnlessWanted();
            } finally {
                log.lock().unlock();
            }
        }
    }

    /** Whether a partition that is read for the first time has come new, so that nothing of it was ever missed. */
    public boolean isReadFromBeginning(int number) {
        PartitionLog log = partition(number);
        return log != null && log.isReadFromBeginning();
    }

    /** The tail of a partition is read from an offset on. */
    public void startReading(int number, long offset) {
        PartitionLog log = this.partitions[number];
        log.lock().lock();
        try {
            this.memory.freed(log, log.startReading(offset));
        } finally {
            log.lock().unlock();
        }
    }

    /** Gives a partition up unless it is wanted again; returns whether it is given up. */
    public boolean stopReading(int number) {
        PartitionLog log = this.partitions[number];
        log.lock().lock();
        try {
            if (isWanted(number)) {
                return false;
            }
            this.memory.freed(log, log.stopReading());
            return true;
        } finally {
            log.lock().unlock();
        }
    }

    /** Forgets what is known of a partition and goes on at an offset. With its lock held. */
    public void restart(PartitionLog log, long offset) {
        this.memory.freed(log, log.restart(offset));
    }

    /** The tail dispatches a message. With the partition's lock held. */
    public void append(PartitionLog log, OutgoingMessage message, long timestamp) {
        log.append(message, timestamp);
        this.memory.added(log, message.size());
    }

    /** What came together has been dispatched: frees memory and lets go on who waited for the tail. */
    public void batchEnded(Iterable<PartitionLog> touched) {
        this.memory.trim();
        for (PartitionLog log : touched) {
            List<Runnable> due;
            log.lock().lock();
            try {
                due = log.takeReached();
            } finally {
                log.lock().unlock();
            }
            if (due != null) {
                due.forEach(Runnable::run);
            }
        }
    }
}
