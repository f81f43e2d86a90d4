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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.settings.HistorySettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log of two partitions; the second one has 1,000 records and is the longer one. */
class WarmUpTests {

    private static final TopicPartition SHORT = new TopicPartition("log", 0);

    private static final TopicPartition LONG = new TopicPartition("log", 1);

    private final NodeLog node = new NodeLog(HistorySettings.DEFAULT, Duration.ZERO);

    private final ReplayThreads threads = new ReplayThreads();

    private final AtomicLong nanos = new AtomicLong();

    /** What was read, as "SCAN 990". */
    private final Queue<String> read = new ConcurrentLinkedQueue<>();

    private final ReplayContext context = new ReplayContext(
            this.node,
            this.threads,
            kind -> new LogReader(consumer(kind), "log", System::nanoTime),
            0,
            1_000,
            System::nanoTime);

    private Runnable afterEachPoll = () -> {};

    private long end = 1_000;

    WarmUpTests() {
        this.node.found(4711, 2);
    }

    @AfterEach
    void stop() {
        this.threads.stop();
        this.context.close();
    }

    private MockConsumer<byte[], byte[]> consumer(HistoryRead kind) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none") {

            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                long offset = position(assignment().iterator().next());
                ConsumerRecord<byte[], byte[]> next =
                        new ConsumerRecord<>("log", 1, offset, new byte[] {47, 97}, new byte[] {1});
                WarmUpTests.this.read.add(kind + " " + offset);
                if (offset == WarmUpTests.this.end) {
                    return ConsumerRecords.empty();
                }
                seek(LONG, offset + 1);
                WarmUpTests.this.afterEachPoll.run();
                return new ConsumerRecords<>(Map.of(LONG, List.of(next)), Map.of());
            }
        };
        consumer.updateBeginningOffsets(Map.of(SHORT, 0L, LONG, 0L));
        consumer.updateEndOffsets(Map.of(SHORT, Math.min(5L, this.end), LONG, this.end));
        return consumer;
    }

    private WarmUp warmUp(int messages) {
        return new WarmUp(this.node, this.context, messages, this.nanos::get);
    }

    private void awaitEndOf(WarmUp warmUp) {
        await().atMost(Duration.ofSeconds(10)).until(warmUp::isIdle);
    }

    @Test
    void readsTheNewestMessagesOfTheLongestPartitionInEveryWayThatHistoryIsRead() {
        WarmUp warmUp = warmUp(10);

        warmUp.start();
        awaitEndOf(warmUp);

        assertThat(this.read.stream().filter(each -> each.startsWith("SCAN")))
                .containsExactly(
                        "SCAN 990",
                        "SCAN 991",
                        "SCAN 992",
                        "SCAN 993",
                        "SCAN 994",
                        "SCAN 995",
                        "SCAN 996",
                        "SCAN 997",
                        "SCAN 998",
                        "SCAN 999");
        assertThat(this.read).contains("SEGMENT 990", "SEGMENT 999", "POINT 990", "POINT 999");
        assertThat(this.context.segmentsRead()).isZero();
    }

    @Test
    void connectsToALogThatHasNothingYetSoThatTheFirstClientNeedNotWait() {
        this.end = 0;
        WarmUp warmUp = warmUp(10);

        warmUp.start();
        awaitEndOf(warmUp);

        assertThat(this.read).containsExactly("POINT 0", "SEGMENT 0", "SCAN 0");
    }

    @Test
    void endsWhenThereIsRealWork() {
        WarmUp warmUp = warmUp(1_000);
        this.afterEachPoll = () -> {
            if (this.read.size() == 3) {
                warmUp.end();
            }
        };

        warmUp.start();
        awaitEndOf(warmUp);

        assertThat(this.read).containsExactly("SCAN 0", "SCAN 1", "SCAN 2");
    }

    @Test
    void endsWhenItTakesTooLong() {
        WarmUp warmUp = warmUp(1_000);
        this.afterEachPoll = () -> this.nanos.addAndGet(Duration.ofMillis(800).toNanos());

        warmUp.start();
        awaitEndOf(warmUp);

        assertThat(this.read).containsExactly("SCAN 0", "SCAN 1", "SCAN 2", "SCAN 3");
    }

    @Test
    void readsNothingIfItIsSwitchedOffOrThereWasRealWorkBefore() {
        WarmUp off = warmUp(0);
        off.start();
        awaitEndOf(off);
        WarmUp late = warmUp(10);
        late.end();
        late.start();
        awaitEndOf(late);

        assertThat(this.read).isEmpty();
    }

    @Test
    void doesNoHarmWhenKafkaIsAway() {
        WarmUp warmUp = warmUp(10);
        this.afterEachPoll = () -> {
            throw new TimeoutException("away");
        };

        warmUp.start();
        awaitEndOf(warmUp);

        assertThat(this.read).containsExactly("SCAN 990");
    }
}
