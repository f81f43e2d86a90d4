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
package io.chatrelay.benchmarks.endtoend.cases;

import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.testing.client.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes messages straight into the log, as the relay would, in the order of the calls. The topic is there. */
final class LogWriter implements AutoCloseable {
    private static final byte[] TEXT = "text/plain".getBytes(StandardCharsets.US_ASCII);

    private final Producer<byte[], byte[]> producer;
    private final int bodyBytes;
    private volatile @Nullable Exception failure;

    LogWriter(String kafka, int bodyBytes) {
        this.bodyBytes = bodyBytes;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 20, "batch.size", 256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes the message of a publisher that has this number; waits only while much is on its way. */
    void write(String destination, int publisher, long sequence) {
        byte[] key = destination.getBytes(StandardCharsets.US_ASCII);
        byte[] body = Stamp.body(publisher, sequence, 0, bodyBytes);
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(TopicSettings.DEFAULT.name(), key, body);
        written.headers().add("content-type", TEXT);
        producer.send(written, (metadata, exception) -> {
            if (exception != null) {
                failure = exception;
            }
        });
    }

    /** Returns when Kafka has everything. */
    @Override
    public void close() {
        producer.close();
        if (failure != null) {
            throw new IllegalStateException("The log could not be written", failure);
        }
    }
}
