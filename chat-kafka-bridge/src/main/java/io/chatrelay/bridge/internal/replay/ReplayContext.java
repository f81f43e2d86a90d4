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
package io.chatrelay.bridge.internal.replay;

import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.bridge.internal.record.UnreadableRecordException;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.cursor.TailRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all partitions share to read from the log: threads, consumers, and what was read lately. Thread-safe. */
final class ReplayContext {

    private static final Logger logger = LoggerFactory.getLogger(ReplayContext.class);

    /** What is deleted in Kafka is not delivered from memory either, to those who come after that moment. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    /** A segment ends behind the message that makes it as large. */
    private static final int SEGMENT_BYTES = 4 * 1024 * 1024;

    /** How many damaged stretches of a partition are remembered; more are searched for again. */
    private static final int MOST_DAMAGES = 1_000;

    private final NodeLog node;

    private final ReplayThreads threads;

    private final Function<HistoryRead, LogReader> newReaders;

    private final Map<HistoryRead, Queue<LogReader>> idleReaders = new EnumMap<>(HistoryRead.class);

    private final SegmentCache segments;

    private final KnownOffsets beginnings;

    private final KnownOffsets ends;

    private final long mostSearched;

    private final LongSupplier nanoTime;

    private final Map<PartitionLog, NavigableMap<Long, Damage>> damaged = new ConcurrentHashMap<>();

    private final LongAdder segmentsRead = new LongAdder();

    private final LongAdder replaysDone = new LongAdder();

    private volatile boolean closed;

    private record Damage(Missing missing, int restarts) {}

    /**
     * @param cacheBytes how much of what was read is kept for others
     * @param mostSearched how many records one SUBSCRIBE may have searched
     */
    ReplayContext(
            NodeLog node,
            ReplayThreads threads,
            Function<HistoryRead, LogReader> newReaders,
            long cacheBytes,
            long mostSearched,
            LongSupplier nanoTime) {
        this.mostSearched = mostSearched;
        this.beginnings = new KnownOffsets(nanoTime);
        this.ends = new KnownOffsets(nanoTime);
        this.nanoTime = nanoTime;
        this.node = node;
        this.threads = threads;
        this.newReaders = newReaders;
        this.segments = new SegmentCache(cacheBytes);
        for (HistoryRead kind : HistoryRead.values()) {
            this.idleReaders.put(kind, new ConcurrentLinkedQueue<>());
        }
    }

    /** How many records one SUBSCRIBE may have searched. */
    long mostSearched() {
        return this.mostSearched;
    }

    NodeLog node() {
        return this.node;
    }

    SegmentCache segments() {
        return this.segments;
    }

    /** Does something that waits for nobody. */
    void execute(Runnable step) {
        this.threads.execute(step);
    }

    /** Asks Kafka something about a partition, on a thread of those for the partition's leader. */
    void ask(PartitionLog log, Runnable step) {
        this.threads.ask(log.leader(), step);
    }

    void after(Duration pause, Runnable action) {
        this.threads.after(pause, action);
    }

    /** Lends a reader to an action, on the caller's thread. */
    <T> T withReader(HistoryRead kind, Function<LogReader, T> action) {
        Queue<LogReader> idle = idle(kind);
        LogReader waiting = idle.poll();
        LogReader reader = waiting == null ? this.newReaders.apply(kind) : waiting;
        try {
            T result = action.apply(reader);
            giveBack(idle, reader);
            return result;
        } catch (RuntimeException | Error failure) {
            reader.close();
            throw failure;
        }
    }

    private Queue<LogReader> idle(HistoryRead kind) {
        return Objects.requireNonNull(this.idleReaders.get(kind));
    }

    private void giveBack(Queue<LogReader> idle, LogReader reader) {
        idle.add(reader);
        if (this.closed) {
            close();
        }
    }

    /** The segment that has an offset if it was read lately, else {@code null}. */
    @Nullable Segment cached(PartitionLog log, long offset) {
        return this.segments.find(log.partition(), offset, restarts(log));
    }

    /** Reads one record that others are not near to, and keeps it for nobody. */
    SegmentRead point(LogReader reader, PartitionLog log, long offset) {
        this.segmentsRead.increment();
        return read(reader, log, offset, offset, offset + 1);
    }

    /** Reads a part of a segment that nobody has asked for, and keeps it for nobody. */
    SegmentRead read(LogReader reader, PartitionLog log, long offset, long latestEnd) {
        return read(reader, log, offset, offset, latestEnd);
    }

    /** The segment of a partition that has an offset, which the tail has reached; read from Kafka if need be. */
    SegmentRead segment(LogReader reader, PartitionLog log, long offset) {
        Segment present = cached(log, offset);
        if (present != null) {
            return new SegmentRead.Present(present);
        }
        Missing known = missingAt(log, offset);
        if (known != null) {
            return new SegmentRead.Absent(known);
        }
        long start = this.segments.start(log.partition(), offset);
        SegmentRead fresh = read(reader, log, start, offset, SegmentCache.end(start));
        if (fresh instanceof SegmentRead.Absent absent && absent.missing().next() <= offset) {
            fresh = read(reader, log, absent.missing().next(), offset, SegmentCache.end(offset));
        }
        if (fresh instanceof SegmentRead.Present read) {
            this.segmentsRead.increment();
            this.segments.add(log.partition(), read.segment());
        }
        return fresh;
    }

    private SegmentRead read(LogReader reader, PartitionLog log, long start, long offset, long latestEnd) {
        TailRing<OutgoingMessage> ring = log.ring();
        long tail;
        int restarts;
        log.lock().lock();
        try {
            tail = ring.to();
            restarts = ring.restarts();
        } finally {
            log.lock().unlock();
        }
        // After the restarts: one that is newer than they are does no harm, because the segment is dropped.
        long fingerprint = this.node.topicFingerprint();
        long[] from = {start};
        long end = Math.max(offset + 1, Math.min(latestEnd, tail));
        List<OutgoingMessage> messages = new ArrayList<>();
        long[] bytes = {0};
        ReadEnd read = reader.read(log.partition(), start, end, restarts, found -> {
            try {
                OutgoingMessage message = OutgoingMessage.logged(found, fingerprint);
                messages.add(message);
                bytes[0] += message.size();
            } catch (UnreadableRecordException unreadable) {
                logger.atTrace().addKeyValue("offset", found.offset()).log("Not a message");
            }
            if (bytes[0] < SEGMENT_BYTES) {
                return true;
            }
            if (found.offset() >= offset) {
                return false;
            }
            // Large messages before the one that is wanted: those behind them are what counts.
            messages.clear();
            bytes[0] = 0;
            from[0] = found.offset() + 1;
            return true;
        });
        Missing missing = read.missing();
        if (missing != null) {
            remember(log, restarts, missing);
        }
        return missing != null && read.to() <= offset
                ? new SegmentRead.Absent(missing)
                : new SegmentRead.Present(new Segment(restarts, from[0], read.to(), messages));
    }

    /** What cannot be read is searched for once, and said in the log once. */
    void remember(PartitionLog log, int restarts, Missing missing) {
        if (missing.reason() != GapReason.UNREADABLE) {
            return;
        }
        NavigableMap<Long, Damage> known = this.damaged.computeIfAbsent(log, added -> new ConcurrentSkipListMap<>());
        Map.Entry<Long, Damage> nearest = known.ceilingEntry(missing.from());
        boolean same = nearest != null && nearest.getValue().missing().next() == missing.next();
        if (same) {
            known.remove(nearest.getKey());
        }
        if (known.size() >= MOST_DAMAGES || missingAt(log, missing.from()) != null) {
            return;
        }
        known.put(missing.from(), new Damage(missing, restarts));
        if (!same) {
            logger.atError()
                    .addArgument(log.partition())
                    .addArgument(missing.from())
                    .addArgument(missing.next())
                    .log("The history of partition {} cannot be read from offset {} up to {}. It is left out, and"
                            + " subscribers are told gap:unreadable; check the topic on the Kafka brokers");
        }
    }

    /** What is known of an offset that cannot be read, or {@code null}. */
    @Nullable Missing missingAt(PartitionLog log, long offset) {
        NavigableMap<Long, Damage> known = this.damaged.get(log);
        if (known == null) {
            return null;
        }
        Map.Entry<Long, Damage> before = known.floorEntry(offset);
        if (before == null || before.getValue().missing().next() <= offset) {
            return null;
        }
        if (before.getValue().restarts() != restarts(log)) {
            known.remove(before.getKey());
            return null;
        }
        return before.getValue().missing();
    }

    private static int restarts(PartitionLog log) {
        log.lock().lock();
        try {
            return log.ring().restarts();
        } finally {
            log.lock().unlock();
        }
    }

    /** The offset of the first record that Kafka has of a partition, as of a moment ago. */
    long beginning(LogReader reader, PartitionLog log) {
        return this.beginnings.of(
                log,
                restarts(log),
                this.nanoTime.getAsLong() - MOMENT.toNanos(),
                () -> reader.beginning(log.partition()));
    }

    /** The offset that the next record of a partition will have, as of a moment or later. */
    long end(LogReader reader, PartitionLog log, long sinceNanos) {
        return this.ends.of(log, restarts(log), sinceNanos, () -> reader.end(log.partition()));
    }

    long nanoTime() {
        return this.nanoTime.getAsLong();
    }

    void done() {
        this.replaysDone.increment();
    }

    long segmentsRead() {
        return this.segmentsRead.sum();
    }

    long replaysDone() {
        return this.replaysDone.sum();
    }

    /** Closes the readers that nobody uses, and those in use when they come back. */
    void close() {
        this.closed = true;
        for (Queue<LogReader> idle : this.idleReaders.values()) {
            LogReader reader = idle.poll();
            while (reader != null) {
                reader.close();
                reader = idle.poll();
            }
        }
    }
}
