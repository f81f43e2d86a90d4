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

import io.chatrelay.bridge.internal.client.UnreadableRecords;
import io.chatrelay.core.cursor.GapReason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads stretches of the log by a consumer of its own. Waits for Kafka. Used by one thread at a time. */
final class LogReader implements AutoCloseable {

    /** What is to be done with each record. */
    interface Visitor {
        /** Returns false if no further record is wanted. */
        boolean visit(ConsumerRecord<byte[], byte[]> found);
    }

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;

    private final String topic;

    private final LongSupplier nanoTime;

    private @Nullable TopicPartition assigned;

    private long position = -1;

    private int restarts;

    LogReader(Consumer<byte[], byte[]> consumer, String topic, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.topic = topic;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads records in their order.
     *
     * @param to an offset that the log has reached; the first that is not read any more
     * @param restarts how often the partition's log had gone on elsewhere when the caller decided what to read: nothing is
     *     taken from what was fetched before the last time
     * @throws TimeoutException if Kafka has nothing to say for a while
     */
    ReadEnd read(int partition, long from, long to, int restarts, Visitor visitor) {
        TopicPartition wanted = new TopicPartition(this.topic, partition);
        if (restarts != this.restarts) {
            forgetFetched();
            this.restarts = restarts;
        }
        standAt(wanted, from);
        long lastProgress = this.nanoTime.getAsLong();
        while (this.position < to) {
            ConsumerRecords<byte[], byte[]> batch;
            try {
                batch = this.consumer.poll(POLL_TIMEOUT);
            } catch (OffsetOutOfRangeException passed) {
                return new ReadEnd(from, beginningAfter(wanted, passed));
            } catch (KafkaException | LinkageError failure) {
                if (!UnreadableRecords.isCauseOf(failure)) {
                    throw failure;
                }
                return new ReadEnd(this.position, unreadable(wanted));
            }
            long reached = this.consumer.position(wanted);
            for (ConsumerRecord<byte[], byte[]> found : batch.records(wanted)) {
                if (found.offset() >= to) {
                    break;
                }
                if (!visitor.visit(found)) {
                    this.position = reached;
                    return new ReadEnd(found.offset() + 1, null);
                }
            }
            if (reached > this.position) {
                lastProgress = this.nanoTime.getAsLong();
                this.position = reached;
            } else if (this.nanoTime.getAsLong() - lastProgress > PATIENCE.toNanos()) {
                throw new TimeoutException("Kafka has not handed over what is there");
            }
        }
        return new ReadEnd(to, null);
    }

    private Missing beginningAfter(TopicPartition wanted, OffsetOutOfRangeException passed) {
        this.position = -1;
        long from = passed.offsetOutOfRangePartitions().getOrDefault(wanted, Long.MAX_VALUE);
        long beginning = beginning(wanted.partition());
        if (beginning > from) {
            return new Missing(GapReason.RETENTION, from, beginning);
        }
        // The log has become shorter than it was: whoever reads the tail notices, too, and says what to do.
        throw new TimeoutException("the log is shorter than it was", passed);
    }

    private Missing unreadable(TopicPartition wanted) {
        long damaged = this.position;
        this.position = -1;
        long next = UnreadableRecords.endAfter(this.consumer, wanted, damaged, this.nanoTime);
        return new Missing(GapReason.UNREADABLE, damaged, next);
    }

    /** Fetches where nothing is, so that the first one who reads finds it connected; whether there was nothing. */
    boolean connect(int partition) {
        TopicPartition wanted = new TopicPartition(this.topic, partition);
        standAt(wanted, end(partition));
        boolean nothing = this.consumer.poll(POLL_TIMEOUT).isEmpty();
        this.position = -1;
        return nothing;
    }

    /** A consumer keeps what it has fetched for the place where it stands; seeking to that place would keep it, too. */
    private void forgetFetched() {
        this.consumer.unsubscribe();
        this.assigned = null;
    }

    private void standAt(TopicPartition wanted, long from) {
        if (!wanted.equals(this.assigned)) {
            this.consumer.assign(List.of(wanted));
            this.assigned = wanted;
            this.position = -1;
        }
        if (this.position != from) {
            this.consumer.seek(wanted, from);
            this.position = from;
        }
    }

    /** The offset of the first record that there is. */
    long beginning(int partition) {
        TopicPartition wanted = new TopicPartition(this.topic, partition);
        return Objects.requireNonNull(
                this.consumer.beginningOffsets(List.of(wanted)).get(wanted));
    }

    /** The offset that the next record will have. */
    long end(int partition) {
        TopicPartition wanted = new TopicPartition(this.topic, partition);
        return Objects.requireNonNull(this.consumer.endOffsets(List.of(wanted)).get(wanted));
    }

    /**
     * The newest records of the partition that has most.
     *
     * @param partitions how many partitions there are, at least 1
     * @param most how many records at the most
     */
    Stretch newest(int partitions, long most) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(this.topic, partition))
                .toList();
        // Kafka warns of answers for partitions that are not assigned.
        this.consumer.assign(all);
        this.assigned = null;
        Map<TopicPartition, Long> beginnings = this.consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = this.consumer.endOffsets(all);
        return all.stream()
                .map(each -> {
                    long end = ends.getOrDefault(each, 0L);
                    return new Stretch(each.partition(), Math.max(beginnings.getOrDefault(each, 0L), end - most), end);
                })
                .max(Comparator.comparingLong(Stretch::length))
                .orElseThrow();
    }

    /** The offset of the first record whose timestamp is not before a time, or the end of the log. */
    long firstSince(int partition, long timestamp) {
        TopicPartition wanted = new TopicPartition(this.topic, partition);
        long end = end(partition);
        OffsetAndTimestamp found =
                this.consumer.offsetsForTimes(Map.of(wanted, timestamp)).get(wanted);
        return found == null ? end : found.offset();
    }

    @Override
    public void close() {
        this.consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
