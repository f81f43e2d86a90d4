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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Looks again at the last records that were handed over, to see whether they are still the same. Waits for Kafka a while. */
final class LastRecords {

    private static final int MOST_POLLS = 30;

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;

    private final TailListener listener;

    LastRecords(Consumer<byte[], byte[]> consumer, TailListener listener) {
        this.consumer = consumer;
        this.listener = listener;
    }

    /**
     * Says of each partition whether its last record is what it was, as far as it is known and Kafka hands it over: not of one
     * whose last record is not there any more. Leaves the consumer anywhere.
     *
     * @param next the offset after the last record of each
     */
    Map<TopicPartition, Boolean> check(Map<TopicPartition, Long> next) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        next.forEach((partition, offset) -> {
            this.consumer.seek(partition, offset);
            if (offset > 0 && this.listener.timestampAt(partition.partition(), offset - 1) >= 0) {
                this.consumer.seek(partition, offset - 1);
                asked.put(partition, offset - 1);
            }
        });
        Map<TopicPartition, Boolean> answers = new HashMap<>();
        for (int polls = 0; polls < MOST_POLLS && !asked.isEmpty(); polls++) {
            try {
                for (ConsumerRecord<byte[], byte[]> found : this.consumer.poll(POLL_TIMEOUT)) {
                    TopicPartition partition = new TopicPartition(found.topic(), found.partition());
                    Long offset = asked.remove(partition);
                    if (offset != null) {
                        answers.put(partition, isSame(found, offset));
                        // What else it has must not keep the others waiting.
                        this.consumer.pause(Set.of(partition));
                    }
                }
            } catch (OffsetOutOfRangeException gone) {
                // Found out again when its next record is read.
                for (TopicPartition partition :
                        gone.offsetOutOfRangePartitions().keySet()) {
                    asked.remove(partition);
                    this.consumer.seek(partition, next.getOrDefault(partition, 0L));
                    this.consumer.pause(Set.of(partition));
                }
            } catch (WakeupException soon) {
                // Somebody waits for a partition that is not read yet, and has to wait until these are right.
            }
        }
        this.consumer.resume(this.consumer.paused());
        return answers;
    }

    private boolean isSame(ConsumerRecord<byte[], byte[]> found, long offset) {
        return found.offset() == offset && found.timestamp() == this.listener.timestampAt(found.partition(), offset);
    }
}
