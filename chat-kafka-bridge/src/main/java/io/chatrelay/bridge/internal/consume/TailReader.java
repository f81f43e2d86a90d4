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

import io.chatrelay.bridge.settings.BridgeSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of the log from its end onwards, without a consumer group, on one thread of its own that owns
 * the consumer.
 *
 * <pre>
 *   connecting ──topic found, offsets known, positioned()──► reading ──stop()──► ended
 *       ▲  │ not reachable: said once, tried again              │
 *       └──┘                                                    └─ outage: poll() waits, nothing is lost or doubled
 * </pre>
 */
public final class TailReader {

    private static final Logger logger = LoggerFactory.getLogger(TailReader.class);

    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private static final long RETRY_MILLIS = 200;

    /** Shorter trouble is normal, as when the partitions of a new topic have no leader yet. */
    private static final long REPORT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Supplier<Admin> adminClients;

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    private final BridgeSettings settings;

    private final TailListener listener;

    private final CountDownLatch stopping = new CountDownLatch(1);

    private final Thread thread;

    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /** When the log was last known to be well; the tail thread's own, as is the next. */
    private long lastGoodNanos = System.nanoTime();

    private boolean reported;

    private @Nullable Uuid topicId;

    /**
     * @param adminClients makes a client for topics and offsets; asked again while Kafka's name cannot be resolved
     * @param consumers makes a consumer without assignment
     */
    public TailReader(
            Supplier<Admin> adminClients,
            Supplier<Consumer<byte[], byte[]>> consumers,
            BridgeSettings settings,
            TailListener listener) {
        this.adminClients = adminClients;
        this.consumers = consumers;
        this.settings = settings;
        this.listener = listener;
        this.thread = new Thread(this::run, "chat-relay-tail");
        this.thread.setDaemon(true);
    }

    /** Starts reading and returns at once, whether Kafka can be reached or not. */
    public void start() {
        this.thread.start();
    }

    /** Stops reading and waits for the thread to end; a reader is not started again. */
    public void stop() {
        this.stopping.countDown();
        Consumer<byte[], byte[]> current = this.consumer;
        if (current == null) {
            this.thread.interrupt();
        } else {
            current.wakeup();
        }
        try {
            this.thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        return this.stopping.getCount() == 0;
    }

    private void run() {
        try (Admin admin = connectAdmin()) {
            LogTopic topic = new LogTopic(admin, this.settings.topic());
            try (ConsumerHandle handle = new ConsumerHandle(connect(topic))) {
                read(
                        handle.consumer(),
                        topic,
                        new TopicWatch(admin, this.settings.topic().name(), System::nanoTime));
            }
        } catch (InterruptedException | InterruptException stopped) {
            logger.debug("Stopped before the log was reached");
        } catch (RuntimeException failure) {
            logger.atError().setCause(failure).log("Reading the log ended, this node delivers nothing any more");
        }
    }

    private Admin connectAdmin() throws InterruptedException {
        while (true) {
            try {
                return this.adminClients.get();
            } catch (KafkaException failure) {
                retryLater(failure);
            }
        }
    }

    /** Tries until the consumer stands at the end of every partition. */
    private Consumer<byte[], byte[]> connect(LogTopic topic) throws InterruptedException {
        while (true) {
            try {
                TopicDescription found = topic.findOrCreate();
                Map<TopicPartition, Long> ends = topic.endOffsets(partitionsOf(found));
                Consumer<byte[], byte[]> connected = this.consumers.get();
                connected.assign(ends.keySet());
                ends.forEach(connected::seek);
                topic.reportDifferences(found);
                logger.atInfo()
                        .addKeyValue("topic", found.name())
                        .addKeyValue("partitions", ends.size())
                        .log("Reading the log");
                this.topicId = found.topicId();
                this.listener.positioned(LogTopic.fingerprint(found.topicId()));
                return connected;
            } catch (LogUnavailableException | KafkaException failure) {
                retryLater(failure);
            }
        }
    }

    private void retryLater(RuntimeException failure) throws InterruptedException {
        if (failure instanceof InterruptException) {
            throw failure;
        }
        if (!this.reported && System.nanoTime() - this.lastGoodNanos >= REPORT_AFTER_NANOS) {
            this.reported = true;
            logger.atWarn()
                    .addKeyValue("topic", this.settings.topic().name())
                    .addArgument(this.settings.bootstrapServers())
                    .addArgument(failure.getMessage())
                    .log("The log on Kafka at {} is not available: {}. Trying until it is; messages wait");
        } else {
            logger.atDebug().addKeyValue("cause", failure.getMessage()).log("The log is not available");
        }
        if (this.stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    private void read(Consumer<byte[], byte[]> reading, LogTopic topic, TopicWatch watch) throws InterruptedException {
        while (!isStopping()) {
            try {
                TopicDescription seen = watch.look();
                if (seen != null) {
                    follow(reading, seen);
                }
                for (ConsumerRecord<byte[], byte[]> next : reading.poll(POLL_TIMEOUT)) {
                    this.listener.record(next);
                }
                this.lastGoodNanos = System.nanoTime();
                this.reported = false;
            } catch (WakeupException stopped) {
                logger.trace("Woken up");
            } catch (OffsetOutOfRangeException passed) {
                goOnNearby(reading, topic, passed);
            } catch (InterruptException interrupted) {
                throw interrupted;
            } catch (KafkaException | IllegalStateException failure) {
                retryLater(failure);
            }
        }
    }

    /** Reads partitions that were added from their first record on, and a topic that took the place of the old one. */
    private void follow(Consumer<byte[], byte[]> reading, TopicDescription topic) {
        boolean recreated = !topic.topicId().equals(this.topicId);
        Set<TopicPartition> known = recreated ? Set.of() : reading.assignment();
        Set<TopicPartition> all = partitionsOf(topic);
        if (known.equals(all)) {
            return;
        }
        reading.assign(all);
        all.stream().filter(partition -> !known.contains(partition)).forEach(added -> reading.seek(added, 0));
        if (recreated) {
            this.topicId = topic.topicId();
            logger.atWarn()
                    .addKeyValue("topic", topic.name())
                    .log("The topic was deleted and created again, going on with its first record");
            this.listener.positioned(LogTopic.fingerprint(topic.topicId()));
        } else {
            logger.atWarn()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("partitions", all.size())
                    .log("Partitions were added to the topic: destinations move, and lose their order once");
        }
    }

    private static Set<TopicPartition> partitionsOf(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .collect(Collectors.toSet());
    }

    /**
     * The record that comes next is not there any more: retention has overtaken the reader, or the log was truncated.
     * What is gone is gone, and is said; what was read is not read again.
     */
    private void goOnNearby(Consumer<byte[], byte[]> reading, LogTopic topic, OffsetOutOfRangeException passed)
            throws InterruptedException {
        try {
            Map<TopicPartition, Long> beginnings = topic.beginningOffsets(passed.partitions());
            Map<TopicPartition, Long> ends = topic.endOffsets(passed.partitions());
            passed.offsetOutOfRangePartitions().forEach((partition, position) -> {
                long beginning = beginnings.getOrDefault(partition, 0L);
                long next =
                        position < beginning ? beginning : Math.min(position, ends.getOrDefault(partition, position));
                logger.atWarn()
                        .addKeyValue("topic", partition.topic())
                        .addKeyValue("partition", partition.partition())
                        .addKeyValue("offset", position)
                        .addKeyValue("next", next)
                        .log(
                                position < beginning
                                        ? "Records were deleted before they were read, going on at the oldest there is"
                                        : "The log was truncated, going on at its end");
                reading.seek(partition, next);
            });
        } catch (LogUnavailableException failure) {
            retryLater(failure);
        }
    }

    /** Whether records are still handed over, as long as Kafka has any; {@code false} after the end of the thread. */
    public boolean isAlive() {
        return this.thread.isAlive();
    }

    /** Publishes the consumer to {@link #stop}, and closes it. */
    private final class ConsumerHandle implements AutoCloseable {

        private final Consumer<byte[], byte[]> owned;

        ConsumerHandle(Consumer<byte[], byte[]> owned) {
            this.owned = owned;
            TailReader.this.consumer = owned;
        }

        Consumer<byte[], byte[]> consumer() {
            return this.owned;
        }

        @Override
        public void close() {
            TailReader.this.consumer = null;
            this.owned.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }
}
