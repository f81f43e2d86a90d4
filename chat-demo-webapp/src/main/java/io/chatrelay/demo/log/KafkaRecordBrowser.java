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

import io.chatrelay.bridge.settings.BridgeSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the log with a consumer of its own for each question: no group, nothing committed, closed when the question is
 * answered. A few questions at a time, the others wait, so that curious browsers do not take Kafka from the chat.
 */
final class KafkaRecordBrowser implements RecordBrowser {

    private static final int QUESTIONS_AT_A_TIME = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String topic;

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    private final Semaphore questions = new Semaphore(QUESTIONS_AT_A_TIME);

    KafkaRecordBrowser(String topic, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        this.consumers = consumers;
    }

    static KafkaRecordBrowser of(BridgeSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // A consumer's close waits for the fetch it has parked at the Kafka broker.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        return new KafkaRecordBrowser(
                settings.topic().name(),
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public Optional<String> topic() {
        return Optional.of(this.topic);
    }

    @Override
    public Optional<LogRecord> at(int partition, long offset) {
        TopicPartition place = new TopicPartition(this.topic, partition);
        return ask(consumer -> {
            if (!partitions(consumer).contains(place)) {
                return Optional.empty();
            }
            try {
                return new LogWindow(consumer, PATIENCE).recordAt(place, offset);
            } catch (OffsetOutOfRangeException removed) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<LogRecord> last(int limit, Predicate<String> keys) {
        return ask(consumer -> new LogWindow(consumer, PATIENCE).last(partitions(consumer), limit, keys));
    }

    @Override
    public List<LogRecord> lastOf(String key, int limit) {
        return ask(consumer -> new LogWindow(consumer, PATIENCE).lastOf(partitions(consumer), limit, key));
    }

    private Collection<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> known = consumer.partitionsFor(this.topic);
        return known.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private <T> T ask(Function<Consumer<byte[], byte[]>, T> question) {
        try {
            if (!this.questions.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LogUnavailableException("too many are looking into the log");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting to look into the log", interrupted);
        }
        try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
            return question.apply(consumer);
        } catch (KafkaException failure) {
            throw new LogUnavailableException("Kafka did not answer", failure);
        } finally {
            this.questions.release();
        }
    }
}
