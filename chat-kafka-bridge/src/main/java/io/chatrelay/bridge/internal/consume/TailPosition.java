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

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the tail is read: at the end of the log at first, and at the nearest place that makes sense when the topic changes
 * under the reader. The tail thread's own.
 */
final class TailPosition {

    private static final Logger logger = LoggerFactory.getLogger(TailPosition.class);

    private final LogTopic topic;

    private final TailListener listener;

    private @Nullable Uuid topicId;

    TailPosition(LogTopic topic, TailListener listener) {
        this.topic = topic;
        this.listener = listener;
    }

    /**
     * Makes a consumer that stands at the end of every partition.
     *
     * @throws LogUnavailableException if that is not possible now
     */
    Consumer<byte[], byte[]> standAtEnd(Supplier<Consumer<byte[], byte[]>> consumers) throws InterruptedException {
        TopicDescription found = this.topic.findOrCreate();
        Map<TopicPartition, Long> ends = this.topic.endOffsets(partitionsOf(found));
        this.topic.reportDifferences(found);
        Consumer<byte[], byte[]> consumer = consumers.get();
        consumer.assign(ends.keySet());
        ends.forEach(consumer::seek);
        logger.atInfo()
                .addKeyValue("topic", found.name())
                .addKeyValue("partitions", ends.size())
                .log("Reading the log");
        this.topicId = found.topicId();
        this.listener.positioned(LogTopic.fingerprint(found.topicId()));
        return consumer;
    }

    /** Reads partitions that were added from their first record on, and a topic that took the place of the old one. */
    void follow(Consumer<byte[], byte[]> consumer, TopicDescription seen) {
        boolean recreated = !seen.topicId().equals(this.topicId);
        Set<TopicPartition> known = recreated ? Set.of() : consumer.assignment();
        Set<TopicPartition> all = partitionsOf(seen);
        if (known.equals(all)) {
            return;
        }
        consumer.assign(all);
        all.stream().filter(partition -> !known.contains(partition)).forEach(added -> consumer.seek(added, 0));
        if (recreated) {
            this.topicId = seen.topicId();
            logger.atWarn()
                    .addKeyValue("topic", seen.name())
                    .log("The topic was deleted and created again, going on with its first record");
            this.listener.positioned(LogTopic.fingerprint(seen.topicId()));
        } else {
            logger.atWarn()
                    .addKeyValue("topic", seen.name())
                    .addKeyValue("partitions", all.size())
                    .log("Partitions were added to the topic: destinations move, and lose their order once");
        }
    }

    private static Set<TopicPartition> partitionsOf(TopicDescription described) {
        return described.partitions().stream()
                .map(partition -> new TopicPartition(described.name(), partition.partition()))
                .collect(Collectors.toSet());
    }

    /**
     * The records that come next are not there any more: retention has overtaken the reader, or the log was truncated.
     * What is gone is gone, and is said; what was read is not read again.
     *
     * @param outOfRange the offsets that are not there
     * @throws LogUnavailableException if Kafka does not say which are
     */
    void goOnNearby(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> outOfRange)
            throws InterruptedException {
        Map<TopicPartition, Long> beginnings = this.topic.beginningOffsets(outOfRange.keySet());
        Map<TopicPartition, Long> ends = this.topic.endOffsets(outOfRange.keySet());
        outOfRange.forEach((partition, offset) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long next = offset < beginning ? beginning : Math.min(offset, ends.getOrDefault(partition, offset));
            logger.atWarn()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("offset", offset)
                    .addKeyValue("next", next)
                    .log(
                            offset < beginning
                                    ? "Records were deleted before they were read, going on at the oldest there is"
                                    : "The log was truncated, going on at its end");
            consumer.seek(partition, next);
        });
    }
}
