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

import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.testing.client.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A partition with the messages of many rooms: first those of the rooms in front, then those of a thousand others, and among
 * these, evenly, those of the rooms that are spread. Those lie a good way from each other, so that nobody profits from what was
 * read for somebody else.
 */
final class RoomLog {
    /** So many has each room that is asked for. */
    static final int MESSAGES = 50;

    static final int FRONT_ROOMS = 2;
    static final int SPREAD_ROOMS = 10;

    private static final int OTHER_ROOMS = 1_000;
    private static final int BODY_BYTES = 200;
    private static final Wish END = Wish.from("/topic/last.end", 0, "now", 0);

    private static final int FIRST_FRONT = 1;
    private static final int FIRST_SPREAD = FIRST_FRONT + FRONT_ROOMS;
    private static final int OTHER = FIRST_SPREAD + SPREAD_ROOMS;

    private RoomLog() {}

    /** For one who wants to know that everything has been read: the last message of the log. */
    static Wish end() {
        return END;
    }

    static Wish front(int room) {
        return newest("/topic/last.front." + room, FIRST_FRONT + room);
    }

    static Wish spread(int room) {
        return newest("/topic/last.spread." + room, FIRST_SPREAD + room);
    }

    private static Wish newest(String destination, int publisher) {
        return Wish.from(destination, publisher, "last=" + MESSAGES, 0);
    }

    static void write(String kafka, int others) {
        try (LogWriter log = new LogWriter(kafka, BODY_BYTES)) {
            for (int message = 0; message < MESSAGES; message++) {
                for (int room = 0; room < FRONT_ROOMS; room++) {
                    write(log, front(room), message);
                }
            }
            for (int index = 0; index < others; index++) {
                writeSpread(log, index, others / MESSAGES);
                log.write("/topic/last.other." + index % OTHER_ROOMS, OTHER, index);
            }
            write(log, END, 0);
        }
    }

    private static void writeSpread(LogWriter log, int index, int distance) {
        int between = distance / SPREAD_ROOMS;
        if (index % between == 0 && index % distance / between < SPREAD_ROOMS && index / distance < MESSAGES) {
            write(log, spread(index % distance / between), index / distance);
        }
    }

    private static void write(LogWriter log, Wish room, long sequence) {
        log.write(room.destination(), room.publisher(), sequence);
    }

    /** Writes messages straight into the log, as the relay would, in the order of the calls. The topic is there. */
    static final class LogWriter implements AutoCloseable {
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
}
