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
package io.chatrelay.bridge.internal.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Notices a consumer that gets nothing although there is something. A cluster that was put back to an earlier state, for
 * instance, has leader epochs that the consumer takes for outdated, and waits for others without a word. Called by the tail
 * thread only; waits for no answer.
 */
final class StallWatch {

    private static final long UNSETTLED = Long.MAX_VALUE;

    private final Function<Set<TopicPartition>, Map<TopicPartition, CompletableFuture<Long>>> ends;

    private final long intervalNanos;

    private final LongSupplier nanoTime;

    private long lastAskedNanos;

    private Map<TopicPartition, CompletableFuture<Long>> questions = Map.of();

    /** Where the consumer had got to when the questions were asked. */
    private Map<TopicPartition, Long> reached = Map.of();

    /** Whether the consumer has had nothing to hand over since the last look: what it had fetched is handed over. */
    private boolean drained;

    /** Where the consumer stood when it was behind the end of the log last time. */
    private Map<TopicPartition, Long> behind = Map.of();

    /**
     * @param ends asks where partitions end, and waits for nothing
     * @param interval from one look to the next
     */
    StallWatch(
            Function<Set<TopicPartition>, Map<TopicPartition, CompletableFuture<Long>>> ends,
            Duration interval,
            LongSupplier nanoTime) {
        this.ends = ends;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastAskedNanos = nanoTime.getAsLong();
    }

    /** The consumer was asked for records, and had some or none. */
    void polled(boolean empty) {
        this.drained |= empty;
    }

    /**
     * Whether some partition has stood still behind the end of the log from one look to the next, or has got further than the
     * log goes.
     */
    boolean isStalled(Consumer<byte[], byte[]> consumer, Set<TopicPartition> assigned) {
        if (!this.questions.isEmpty()) {
            return this.questions.values().stream().allMatch(CompletableFuture::isDone) && compare(consumer, assigned);
        }
        long now = this.nanoTime.getAsLong();
        if (now - this.lastAskedNanos >= this.intervalNanos && !assigned.isEmpty()) {
            this.lastAskedNanos = now;
            this.reached = new HashMap<>();
            for (TopicPartition partition : assigned) {
                this.reached.put(partition, positionOf(consumer, partition));
            }
            this.questions = this.ends.apply(assigned);
        }
        return false;
    }

    private boolean compare(Consumer<byte[], byte[]> consumer, Set<TopicPartition> assigned) {
        Map<TopicPartition, CompletableFuture<Long>> answers = this.questions;
        this.questions = Map.of();
        Map<TopicPartition, Long> standing = new HashMap<>();
        boolean beyond = false;
        for (Map.Entry<TopicPartition, CompletableFuture<Long>> answer : answers.entrySet()) {
            TopicPartition partition = answer.getKey();
            if (assigned.contains(partition) && !answer.getValue().isCompletedExceptionally()) {
                long end = answer.getValue().join();
                long position = positionOf(consumer, partition);
                if (position < end) {
                    standing.put(partition, position);
                }
                long before = this.reached.getOrDefault(partition, UNSETTLED);
                beyond |= position == before && position != UNSETTLED && position > end;
            }
        }
        boolean wasDrained = this.drained;
        this.drained = false;
        boolean stalled = beyond
                || (wasDrained
                        && standing.entrySet().stream()
                                .anyMatch(each -> each.getValue().equals(this.behind.get(each.getKey()))));
        this.behind = stalled ? Map.of() : standing;
        return stalled;
    }

    /** Beyond everything while it is being looked at by the consumer, after a change of leaders. */
    private static long positionOf(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException unsettled) {
            return UNSETTLED;
        }
    }
}
