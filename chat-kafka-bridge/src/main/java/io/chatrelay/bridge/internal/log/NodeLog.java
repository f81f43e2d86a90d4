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
import io.chatrelay.core.cursor.IndexBudget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The log as this node has it: which topic it is, and its partitions, all of which are read. The tail thread tells what
 * happens; subscriptions come from any thread.
 *
 * <p>A subscription needs the place of the tail in its partitions. Kafka is asked for it once, when the node starts: a
 * subscription that comes earlier waits here, and one to a partition without a leader waits for that partition alone.
 */
public final class NodeLog {

    /** Half of the memory for the tail is for messages; a quarter for the index, and one for what is read again. */
    private static final int SHARE_OF_RING = 2;

    private static final int SHARE_OF_INDEX = 4;

    private static final TailMark NOWHERE = new TailMark(new PartitionLog[0]);

    private final int indexed;

    private final IndexBudget budget;

    private final Duration topicNoticed;

    /** The tail thread's own. */
    private final TailMemory memory;

    private volatile PartitionLog[] partitions = {};

    private volatile long topicFingerprint;

    private volatile boolean gone;

    /** Those who need a place of the tail that is not known yet. Guarded by this. */
    private final Map<Object, Beginning> waiting = new LinkedHashMap<>();

    /** What a subscription does when the partitions that it needs are read. */
    public interface Beginning {

        /** Whether every partition that is needed is read; the topic is known. */
        boolean isReady();

        /** Called once, when it is so. */
        void begin();
    }

    /** @param topicNoticed how soon the reader notices that the topic is another one */
    public NodeLog(HistorySettings history, Duration topicNoticed) {
        this.indexed = history.maxMessages();
        this.budget = new IndexBudget(history.tailBytes() / SHARE_OF_INDEX / Long.BYTES);
        this.memory = new TailMemory(history.tailBytes() / SHARE_OF_RING);
        this.topicNoticed = topicNoticed;
    }

    /** Whether the topic is known and has not been deleted. */
    public boolean isFound() {
        return this.partitions.length > 0 && !this.gone;
    }

    /** The topic was deleted, or is there again. */
    public void gone(boolean deleted) {
        this.gone = deleted;
    }

    /**
     * Whether the topic is known and the tail of each partition has its place. One without a leader has none: nothing can be
     * written to it either, and it is read from what comes first.
     */
    public boolean isSettled() {
        return isFound() && Arrays.stream(this.partitions).allMatch(PartitionLog::isSettled);
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

    /** Where the tail of each partition stands now. Takes no lock. */
    public TailMark mark() {
        PartitionLog[] present = this.partitions;
        return present.length == 0 ? NOWHERE : new TailMark(present);
    }

    /**
     * Begins at once if the partitions that are needed are read, else when they are.
     *
     * @param owner who begins, so that {@link #forget} finds it
     */
    public void whenRead(Object owner, Beginning beginning) {
        synchronized (this) {
            this.waiting.put(owner, beginning);
        }
        if (isFound() && beginning.isReady() && forget(owner)) {
            beginning.begin();
        }
    }

    /** The owner begins no more; returns whether it was waiting. */
    public boolean forget(Object owner) {
        synchronized (this) {
            return this.waiting.remove(owner) != null;
        }
    }

    /** Takes out those who waited for a partition that is read now. */
    public List<Beginning> takeReady() {
        synchronized (this) {
            if (this.waiting.isEmpty() || !isFound()) {
                return List.of();
            }
            List<Beginning> ready = new ArrayList<>();
            this.waiting.values().removeIf(each -> each.isReady() && ready.add(each));
            return ready;
        }
    }

    /** The topic is there, or has more partitions than before, or is another one. */
    public void found(long fingerprint, int count) {
        PartitionLog[] before = this.partitions;
        PartitionLog[] after = Arrays.copyOf(before, count);
        for (int i = before.length; i < count; i++) {
            after[i] = new PartitionLog(i, this.indexed, this.budget);
        }
        this.topicFingerprint = fingerprint;
        this.partitions = after;
        for (int i = count; i < before.length; i++) {
            // A topic that was created again with fewer partitions: what was kept of the others is given back.
            startReading(before[i], 0);
        }
    }

    /** The tail of a partition is read from an offset on. */
    public void startReading(int number, long offset) {
        startReading(this.partitions[number], offset);
    }

    private void startReading(PartitionLog log, long offset) {
        log.lock().lock();
        try {
            restart(log, offset);
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
