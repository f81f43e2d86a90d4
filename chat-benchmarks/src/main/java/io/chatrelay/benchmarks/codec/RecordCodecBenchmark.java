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
package io.chatrelay.benchmarks.codec;

import io.chatrelay.benchmarks.MicroBenchmark;
import io.chatrelay.bridge.internal.record.RecordCodec;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.openjdk.jmh.annotations.Benchmark;

/** A message becomes a record of the log, and a record a message; the body is not copied, so its size does not matter. */
public class RecordCodecBenchmark extends MicroBenchmark {
    private final RelayedMessage message = new RelayedMessage(
            SampleMessage.DESTINATION,
            "application/json",
            Map.of("sender", List.of("user:42")),
            SampleMessage.body(128),
            null);

    private final ProducerRecord<byte[], byte[]> written = RecordCodec.toRecord("messages", this.message, 0);

    /** Publishing. */
    @Benchmark
    public ProducerRecord<byte[], byte[]> write() {
        return RecordCodec.toRecord("messages", this.message, 0);
    }

    /** Reading the tail: a record as the consumer makes it, whose headers are still bytes, and the message of it. */
    @Benchmark
    public RelayedMessage read() {
        RecordHeaders headers = new RecordHeaders();
        this.written.headers().forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        return RecordCodec.fromRecord(new ConsumerRecord<>(
                "messages",
                SampleMessage.POSITION.partition(),
                SampleMessage.POSITION.offset(),
                SampleMessage.POSITION.timestamp(),
                TimestampType.CREATE_TIME,
                this.written.key().length,
                this.written.value().length,
                this.written.key(),
                this.written.value(),
                headers,
                Optional.empty()));
    }
}
