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

import io.chatrelay.bridge.internal.client.KafkaClients;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.core.log.TopicFingerprint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic that is the log: found, or created, and looked over. Every method waits for Kafka, at most as long as the
 * admin client's timeout.
 */
final class LogTopic {

    private static final Logger logger = LoggerFactory.getLogger(LogTopic.class);

    /** Longer than the admin client needs to give up: its thread is dead, then. */
    private static final long LONGEST_ANSWER_SECONDS = 20;

    private final Admin admin;

    private final TopicSettings settings;

    private final Duration firstAnswer;

    /** As it was when the topic was found last. */
    private @Nullable TopicConfiguration configuration;

    /** As it was when this topic was seen first. */
    private @Nullable String clusterId;

    private @Nullable Uuid fingerprinted;

    /** As the consumers read: a record of an open transaction is not there yet. */
    private final ListOffsetsOptions offsets;

    /** @param firstAnswer how long Kafka may take to describe the topic */
    LogTopic(Admin admin, BridgeSettings settings, Duration firstAnswer) {
        this.admin = admin;
        this.settings = settings.topic();
        this.offsets = new ListOffsetsOptions(KafkaClients.isolationOf(settings));
        this.firstAnswer = firstAnswer;
    }

    /**
     * Finds the topic or creates it.
     *
     * @throws LogUnavailableException if Kafka cannot be reached, does not allow it, or the topic is compacted
     */
    TopicDescription findOrCreate() throws InterruptedException {
        TopicDescription found = describe();
        if (found == null) {
            create();
            found = describe();
        }
        if (found == null) {
            throw new LogUnavailableException("topic " + this.settings.name() + " is being created", null);
        }
        this.configuration = TopicConfiguration.of(this.admin, this.settings.name());
        if (this.configuration.isCompacted()) {
            throw new LogUnavailableException(
                    "topic " + this.settings.name() + " is compacted, which would keep only the newest message of each"
                            + " destination: set cleanup.policy=delete",
                    null);
        }
        return found;
    }

    /**
     * Describes the topic as it is now.
     *
     * @throws LogUnavailableException if there is none, or Kafka does not answer
     */
    TopicDescription find() throws InterruptedException {
        TopicDescription found = describe();
        if (found == null) {
            throw new LogUnavailableException("topic " + this.settings.name() + " does not exist", null);
        }
        return found;
    }

    /** Creates the topic if it may be: after it was deleted. Another node may be faster. */
    void createAgain() throws InterruptedException {
        if (this.settings.create()) {
            create();
        }
    }

    private @Nullable TopicDescription describe() throws InterruptedException {
        try {
            return this.admin
                    .describeTopics(
                            List.of(this.settings.name()),
                            new DescribeTopicsOptions().timeoutMs(Math.toIntExact(this.firstAnswer.toMillis())))
                    .allTopicNames()
                    .get()
                    .get(this.settings.name());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw LogUnavailableException.because(failure);
        }
    }

    private void create() throws InterruptedException {
        if (!this.settings.create()) {
            throw new LogUnavailableException(
                    "topic " + this.settings.name() + " does not exist: create it, or set chat.relay.topic.create=true",
                    null);
        }
        NewTopic topic = new NewTopic(
                        this.settings.name(),
                        Optional.of(this.settings.partitions()),
                        Optional.ofNullable(this.settings.replicationFactor()))
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(this.settings.retention().toMillis())));
        try {
            this.admin.createTopics(List.of(topic)).all().get();
            logger.atInfo()
                    .addKeyValue("topic", this.settings.name())
                    .addKeyValue("partitions", this.settings.partitions())
                    .addKeyValue("retention", this.settings.retention())
                    .log("Created the topic that keeps the messages");
        } catch (ExecutionException failure) {
            // Another node was faster: the normal race when several start together.
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw LogUnavailableException.because(failure);
            }
        }
    }

    String name() {
        return this.settings.name();
    }

    /**
     * Asks for the offset that the next record will have, for each of the partitions; waits for nothing. A partition without
     * a leader does not keep the others from being answered.
     */
    Map<TopicPartition, CompletableFuture<Long>> endOffsetsLater(Iterable<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> request = new HashMap<>();
        partitions.forEach(partition -> request.put(partition, OffsetSpec.latest()));
        ListOffsetsResult result = this.admin.listOffsets(request, this.offsets);
        Map<TopicPartition, CompletableFuture<Long>> answers = new HashMap<>();
        request.keySet()
                .forEach(partition -> answers.put(
                        partition,
                        result.partitionResult(partition)
                                .toCompletionStage()
                                .thenApply(ListOffsetsResultInfo::offset)
                                .toCompletableFuture()
                                .orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)));
        return answers;
    }

    /** The same, without waiting for the answer. */
    CompletableFuture<Long> offsetFromLater(TopicPartition partition, long timestamp) {
        return this.admin
                .listOffsets(Map.of(partition, OffsetSpec.forTimestamp(timestamp)), this.offsets)
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(ListOffsetsResultInfo::offset)
                .toCompletableFuture()
                .orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** The offset of the first record whose timestamp is not before a time, or -1 if there is none. */
    long offsetFrom(TopicPartition partition, long timestamp) throws InterruptedException {
        return offsets(Map.of(partition, OffsetSpec.forTimestamp(timestamp))).getOrDefault(partition, -1L);
    }

    /** The offset that the next record will have, for each of the partitions. */
    Map<TopicPartition, Long> endOffsets(Iterable<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> request = new HashMap<>();
        partitions.forEach(partition -> request.put(partition, OffsetSpec.latest()));
        return offsets(request);
    }

    /** The offset of the oldest record that Kafka still has, for each of the partitions. */
    Map<TopicPartition, Long> beginningOffsets(Iterable<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> request = new HashMap<>();
        partitions.forEach(partition -> request.put(partition, OffsetSpec.earliest()));
        return offsets(request);
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> request) throws InterruptedException {
        try {
            return offsetsOf(this.admin.listOffsets(request, this.offsets).all().get());
        } catch (ExecutionException failure) {
            throw LogUnavailableException.because(failure);
        }
    }

    private static Map<TopicPartition, Long> offsetsOf(Map<TopicPartition, ListOffsetsResultInfo> found) {
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .offset()));
    }

    /**
     * Says what differs between the topic as it is and as it would be created. Neither is changed: partitions hold the
     * destinations' order, and retention may have been set with care.
     */
    void reportDifferences(TopicDescription topic) {
        int partitions = topic.partitions().size();
        if (partitions != this.settings.partitions()) {
            logger.atInfo()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("partitions", partitions)
                    .addKeyValue("configured", this.settings.partitions())
                    .log("The topic exists with another number of partitions, which is kept");
        }
        int replicas = topic.partitions().get(0).replicas().size();
        Short wanted = this.settings.replicationFactor();
        if (wanted != null && replicas != wanted) {
            logger.atInfo()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("replicas", replicas)
                    .addKeyValue("configured", wanted)
                    .log("The topic exists with another number of replicas, which is kept");
        }
        TopicConfiguration seen = this.configuration;
        if (seen != null) {
            seen.reportRetention(this.settings);
        }
    }

    /** Whose clock the timestamps of the topic were of when it was found. */
    TimestampType timestamps() {
        TopicConfiguration seen = this.configuration;
        return seen == null ? TimestampType.NO_TIMESTAMP_TYPE : seen.timestamps();
    }

    /** A digest of the topic's identity, which neither a recreated topic of the same name nor another cluster shares. */
    long fingerprint(TopicDescription topic) throws InterruptedException {
        String cluster = this.clusterId;
        // Another topic may be one of another cluster, behind the same address.
        if (cluster == null || !topic.topicId().equals(this.fingerprinted)) {
            try {
                cluster = this.admin.describeCluster().clusterId().get();
                this.clusterId = cluster;
                this.fingerprinted = topic.topicId();
            } catch (ExecutionException failure) {
                throw LogUnavailableException.because(failure);
            }
        }
        return TopicFingerprint.of(cluster, topic.name(), topic.topicId().toString());
    }
}
