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
package io.chatrelay.demo.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the last part of some partitions, a larger part when the first does not have enough of what is wanted. Sizes are
 * in offsets of a partition. Used once, by one thread, with a consumer that nobody else uses.
 */
final class LogWindow {

    private static final int FIRST_SIZE = 200;

    private static final int LARGEST_SIZE_OF_ALL = 1_600;

    private static final int LARGEST_SIZE_OF_ONE = 12_800;

    private static final int GROWTH = 8;

    private static final Comparator<LogRecord> LOG_ORDER = Comparator.comparingLong(LogRecord::offset);

    private static final Comparator<LogRecord> TIME_ORDER = Comparator.comparingLong(LogRecord::timestamp)
            .thenComparingInt(LogRecord::partition)
            .thenComparingLong(LogRecord::offset);

    private final Consumer<byte[], byte[]> consumer;

    private final Duration patience;

    LogWindow(Consumer<byte[], byte[]> consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    Optional<LogRecord> recordAt(TopicPartition partition, long offset) {
        Long end = this.consumer.endOffsets(List.of(partition)).get(partition);
        if (end == null || offset >= end) {
            return Optional.empty();
        }
        this.consumer.assign(List.of(partition));
        this.consumer.seek(partition, offset);
        return read(Map.of(partition, offset + 1), key -> true).stream()
                .filter(found -> found.offset() == offset)
                .findFirst();
    }

    /** The last records of any partition whose key is wanted, by their time. */
    List<LogRecord> last(Collection<TopicPartition> partitions, int limit, Predicate<String> keys) {
        Map<TopicPartition, Long> beginnings = this.consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = notEmpty(beginnings, this.consumer.endOffsets(partitions));
        boolean more = true;
        List<LogRecord> found = List.of();
        for (int size = Math.max(FIRST_SIZE, limit);
                more && found.size() < limit && size <= LARGEST_SIZE_OF_ALL;
                size *= GROWTH) {
            more = seekBack(beginnings, ends, size);
            found = read(ends, keys);
        }
        return found.stream()
                .sorted(TIME_ORDER)
                .skip(Math.max(0, found.size() - limit))
                .toList();
    }

    /** The last records of a key in the order of the log. Once its partition is known, the others are left alone. */
    List<LogRecord> lastOf(Collection<TopicPartition> partitions, int limit, String key) {
        Map<TopicPartition, Long> beginnings = this.consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = notEmpty(beginnings, this.consumer.endOffsets(partitions));
        boolean more = true;
        List<LogRecord> found = List.of();
        for (int size = Math.max(FIRST_SIZE, limit);
                more && found.size() < limit && size <= largestSize(found);
                size *= GROWTH) {
            found.stream().findAny().ifPresent(any -> ends.keySet()
                    .removeIf(other -> other.partition() != any.partition()));
            more = seekBack(beginnings, ends, size);
            found = read(ends, key::equals);
        }
        return found.stream()
                .sorted(LOG_ORDER)
                .skip(Math.max(0, found.size() - limit))
                .toList();
    }

    private static int largestSize(List<LogRecord> found) {
        return found.isEmpty() ? LARGEST_SIZE_OF_ALL : LARGEST_SIZE_OF_ONE;
    }

    private static Map<TopicPartition, Long> notEmpty(
            Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> notEmpty = new HashMap<>(ends);
        notEmpty.entrySet().removeIf(end -> end.getValue() <= beginnings.getOrDefault(end.getKey(), 0L));
        return notEmpty;
    }

    /** Whether there is more of the log before the window. */
    private boolean seekBack(Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends, int size) {
        this.consumer.assign(ends.keySet());
        boolean more = false;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long beginning = beginnings.getOrDefault(end.getKey(), 0L);
            long start = Math.max(beginning, end.getValue() - size);
            more |= start > beginning;
            this.consumer.seek(end.getKey(), start);
        }
        return more;
    }

    private List<LogRecord> read(Map<TopicPartition, Long> ends, Predicate<String> keys) {
        long deadline = System.nanoTime() + this.patience.toNanos();
        List<LogRecord> found = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> this.consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new LogUnavailableException("the log could not be read within " + this.patience);
            }
            for (ConsumerRecord<byte[], byte[]> read : this.consumer.poll(Duration.ofMillis(100))) {
                if (keys.test(text(read.key()))) {
                    found.add(logRecord(read));
                }
            }
        }
        return found;
    }

    private static LogRecord logRecord(ConsumerRecord<byte[], byte[]> read) {
        List<LogRecord.Header> headers = StreamSupport.stream(read.headers().spliterator(), false)
                .map(header -> new LogRecord.Header(header.key(), text(header.value())))
                .toList();
        return new LogRecord(
                read.topic(),
                read.partition(),
                read.offset(),
                read.timestamp(),
                text(read.key()),
                headers,
                text(read.value()));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
