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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A consumer fetches more than is asked for, and keeps the rest for the place where it stands. */
class LogReaderTests {

    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    private final List<String> log = new ArrayList<>(List.of("a", "b", "c", "d"));

    private final LogReader reader = new LogReader(new Prefetching(), "log", System::nanoTime);

    /** Fetches all there is, and hands over one record at a time. */
    private final class Prefetching extends MockConsumer<byte[], byte[]> {

        private final TreeMap<Long, String> fetched = new TreeMap<>();

        Prefetching() {
            super("none");
        }

        @Override
        public synchronized void unsubscribe() {
            super.unsubscribe();
            this.fetched.clear();
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            long offset = position(PARTITION);
            if (!this.fetched.containsKey(offset)) {
                this.fetched.clear();
                for (int i = (int) offset; i < LogReaderTests.this.log.size(); i++) {
                    this.fetched.put((long) i, LogReaderTests.this.log.get(i));
                }
            }
            seek(PARTITION, offset + 1);
            byte[] value = Objects.requireNonNull(this.fetched.get(offset)).getBytes(StandardCharsets.UTF_8);
            return new ConsumerRecords<>(
                    Map.of(PARTITION, List.of(new ConsumerRecord<>("log", 0, offset, new byte[0], value))), Map.of());
        }
    }

    private String read(long from, long to, int restarts) {
        StringBuilder read = new StringBuilder();
        this.reader.read(0, from, to, restarts, logged -> {
            read.append(new String(logged.value(), StandardCharsets.UTF_8));
            return true;
        });
        return read.toString();
    }

    @Test
    void goesOnWithWhatItHasFetched() {
        assertThat(read(0, 2, 0)).isEqualTo("ab");
        assertThat(read(2, 4, 0)).isEqualTo("cd");
    }

    @Test
    void whatWasFetchedBeforeTheLogWasTruncatedIsNotItsHistory() {
        assertThat(read(0, 2, 0)).isEqualTo("ab");
        this.log.set(2, "C");
        this.log.set(3, "D");

        assertThat(read(2, 4, 1)).isEqualTo("CD");
    }
}
