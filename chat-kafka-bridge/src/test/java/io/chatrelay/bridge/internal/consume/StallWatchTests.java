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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer that gets nothing although there is something is told from one with nothing to get, or with much to do. */
class StallWatchTests {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    private static final Set<TopicPartition> ASSIGNED = Set.of(PARTITION);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    private final AtomicLong nanos = new AtomicLong();

    private CompletableFuture<Long> end = CompletableFuture.completedFuture(10L);

    private final StallWatch watch =
            new StallWatch(partitions -> Map.of(PARTITION, this.end), INTERVAL, this.nanos::get);

    @BeforeEach
    void standAtFive() {
        this.consumer.assign(List.of(PARTITION));
        this.consumer.seek(PARTITION, 5);
    }

    /** Asks, and then looks at the answer. */
    private boolean look(boolean drained) {
        this.nanos.addAndGet(INTERVAL.toNanos());
        boolean before = this.watch.isStalled(this.consumer, ASSIGNED);
        this.watch.polled(drained);
        return before | this.watch.isStalled(this.consumer, ASSIGNED);
    }

    @Test
    void consumerThatStandsStillBehindTheEndIsStalledAtTheSecondLook() {
        assertThat(look(true)).isFalse();
        assertThat(look(true)).isTrue();
    }

    @Test
    void consumerThatHasGotFurtherThanTheLogGoesIsStalledAtTheFirstLook() {
        this.consumer.seek(PARTITION, 11);

        assertThat(look(true)).isTrue();
    }

    @Test
    void consumerThatGetsFurtherWhileTheAnswerIsUnderWayIsNot() {
        this.end = new CompletableFuture<>();
        assertThat(look(true)).isFalse();
        this.consumer.seek(PARTITION, 11);
        this.end.complete(10L);

        assertThat(this.watch.isStalled(this.consumer, ASSIGNED)).isFalse();
    }

    @Test
    void consumerThatMovesIsNot() {
        for (int offset = 5; offset < 9; offset++) {
            this.consumer.seek(PARTITION, offset);
            assertThat(look(true)).isFalse();
        }
    }

    @Test
    void consumerAtTheEndIsNot() {
        this.consumer.seek(PARTITION, 10);

        assertThat(look(true)).isFalse();
        assertThat(look(true)).isFalse();
    }

    @Test
    void consumerThatStillHandsOverWhatItFetchedForOthersIsNot() {
        assertThat(look(false)).isFalse();
        assertThat(look(false)).isFalse();
        assertThat(look(false)).isFalse();
    }

    @Test
    void whileKafkaDoesNotAnswerNobodyIsStalled() {
        this.end = CompletableFuture.failedFuture(new TimeoutException("away"));

        assertThat(look(true)).isFalse();
        assertThat(look(true)).isFalse();
    }

    @Test
    void nothingIsAskedBeforeItsTime() {
        assertThat(this.watch.isStalled(this.consumer, ASSIGNED)).isFalse();
        this.watch.polled(true);
        assertThat(this.watch.isStalled(this.consumer, ASSIGNED)).isFalse();
        assertThat(look(true)).as("the first look").isFalse();
    }
}
