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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaRecordBrowserTests {

    private static final String TOPIC = "chat";

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.NONE.name());

    private final KafkaRecordBrowser browser = new KafkaRecordBrowser(TOPIC, () -> this.consumer);

    private final Map<TopicPartition, Long> ends = new HashMap<>();

    @BeforeEach
    void twoEmptyPartitions() {
        this.consumer.updatePartitions(TOPIC, List.of(partitionInfo(0), partitionInfo(1)));
        this.consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
        log(0, List.of());
        log(1, List.of());
    }

    @Test
    void findsNothingInAnEmptyLog() {
        assertThat(this.browser.last(10, key -> true)).isEmpty();
    }

    @Test
    void showsARecordAsKafkaHasIt() {
        log(1, List.of(record(1, 0, 1000, "/topic/rooms.lobby", "{\"text\":\"ä\"}")));

        assertThat(this.browser.last(10, key -> true))
                .containsExactly(new LogRecord(
                        TOPIC,
                        1,
                        0,
                        1000,
                        "/topic/rooms.lobby",
                        List.of(new LogRecord.Header("content-type", "application/json")),
                        "{\"text\":\"ä\"}"));
    }

    @Test
    void putsPartitionsTogetherByTimeAndTakesTheLast() {
        log(0, List.of(record(0, 0, 10, "a", "first"), record(0, 1, 30, "a", "third")));
        log(1, List.of(record(1, 0, 20, "b", "second")));

        assertThat(this.browser.last(2, key -> true))
                .extracting(LogRecord::value)
                .containsExactly("second", "third");
    }

    @Test
    void keepsTheOrderOfTheLogWithinAPartitionWhateverTheClocksSay() {
        log(0, List.of(record(0, 0, 30, "a", "first"), record(0, 1, 10, "a", "second")));

        assertThat(this.browser.lastOf("a", 10)).extracting(LogRecord::value).containsExactly("first", "second");
    }

    @Test
    void looksFurtherBackUntilItHasEnoughOfADestination() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset < 1000; offset++) {
            records.add(record(0, offset, offset, offset % 100 == 0 ? "rare" : "other", "at " + offset));
        }
        logAgainForEachLook(0, records);

        assertThat(this.browser.lastOf("rare", 3))
                .extracting(LogRecord::value)
                .containsExactly("at 700", "at 800", "at 900");
    }

    @Test
    void findsTheRecordAtAnOffset() {
        log(0, List.of(record(0, 0, 10, "a", "first"), record(0, 1, 30, "a", "second")));

        assertThat(this.browser.at(0, 1)).map(LogRecord::value).hasValue("second");
    }

    @Test
    void findsNothingBehindTheEndOrInAnotherPartition() {
        log(0, List.of(record(0, 0, 10, "a", "first")));

        assertThat(this.browser.at(0, 1)).isEmpty();
        assertThat(new KafkaRecordBrowser(TOPIC, () -> this.consumer).topic()).isEqualTo(Optional.of(TOPIC));
    }

    @Test
    void saysThatKafkaDoesNotAnswer() {
        this.consumer.setOffsetsException(new TimeoutException("away"));

        assertThatExceptionOfType(LogUnavailableException.class)
                .isThrownBy(() -> this.browser.last(1, key -> true))
                .withCauseInstanceOf(KafkaException.class);
    }

    @Test
    void closesTheConsumer() {
        this.browser.last(1, key -> true);

        assertThat(this.consumer.closed()).isTrue();
    }

    private void log(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        this.ends.put(partition(partition), (long) records.size());
        this.consumer.updateEndOffsets(this.ends);
        if (!records.isEmpty()) {
            this.consumer.schedulePollTask(() -> records.forEach(this.consumer::addRecord));
        }
    }

    private void logAgainForEachLook(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        log(partition, records);
        this.consumer.schedulePollTask(() -> records.forEach(this.consumer::addRecord));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            int partition, long offset, long timestamp, String key, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", bytes("application/json"));
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                bytes(key),
                bytes(value),
                headers,
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    private static PartitionInfo partitionInfo(int number) {
        Node[] nodes =
                IntStream.of(1).mapToObj(id -> new Node(id, "localhost", 9092)).toArray(Node[]::new);
        return new PartitionInfo(TOPIC, number, nodes[0], nodes, nodes);
    }
}
