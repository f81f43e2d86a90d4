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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of the log that are wanted, each from its end onwards, without a consumer group, on one thread of its own that owns
 * the consumer.
 *
 * <pre>
 *   connecting ──topic found──────────────────────────────► reading ──stop()──► ended
 *       ▲  │ not reachable: said once, tried again              │
 *       └──┘                                                    └─ outage: poll() waits, nothing is lost or doubled
 * </pre>
 */
public final class TailReader {

    private static final Logger logger = LoggerFactory.getLogger(TailReader.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Admin> adminClients;

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    private final BridgeSettings settings;

    private final TailTiming timing;

    private final TailListener listener;

    private final CountDownLatch stopping = new CountDownLatch(1);

    /** The tail thread's own. */
    private final LogRetry retry;

    private final Thread thread;

    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * @param adminClients makes a client for topics and offsets; asked again while Kafka's name cannot be resolved
     * @param consumers makes a consumer without assignment
     */
    public TailReader(
            Supplier<Admin> adminClients,
            Supplier<Consumer<byte[], byte[]>> consumers,
            BridgeSettings settings,
            TailTiming timing,
            TailListener listener) {
        this.adminClients = adminClients;
        this.consumers = consumers;
        this.settings = settings;
        this.timing = timing;
        this.listener = listener;
        this.retry = new LogRetry(settings, timing.report(), this.stopping, System::nanoTime);
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
        if (this.consumer == null) {
            this.thread.interrupt();
        } else {
            wakeUp();
        }
        try {
            this.thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the reader look soon at what is wanted. */
    public void wakeUp() {
        Consumer<byte[], byte[]> current = this.consumer;
        if (current != null) {
            current.wakeup();
        }
        LockSupport.unpark(this.thread);
    }

    private boolean isStopping() {
        return this.stopping.getCount() == 0;
    }

    private void run() {
        try (Admin admin = connectAdmin()) {
            LogTopic topic = new LogTopic(admin, this.settings.topic(), this.timing.firstAnswer());
            TailAssignment assignment = connect(topic);
            TopicWatch watch = new TopicWatch(admin, topic.name(), this.timing.topicLook(), System::nanoTime);
            while (!isStopping()) {
                try (ConsumerHandle handle = new ConsumerHandle(connectConsumer())) {
                    read(handle.consumer(), topic, assignment, watch);
                }
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
                this.retry.later(failure);
            }
        }
    }

    /** Tries until the topic is known. */
    private TailAssignment connect(LogTopic topic) throws InterruptedException {
        while (true) {
            try {
                TopicDescription found = topic.findOrCreate();
                long fingerprint = topic.fingerprint(found);
                topic.reportDifferences(found);
                logger.atInfo()
                        .addKeyValue("topic", found.name())
                        .addKeyValue("partitions", found.partitions().size())
                        .log("Reading the log");
                this.listener.timestampsAre(topic.timestamps());
                this.listener.found(fingerprint, found.partitions().size());
                return new TailAssignment(topic, found, this.listener, System::nanoTime, this::wakeUp);
            } catch (LogUnavailableException | KafkaException failure) {
                this.retry.later(failure);
            }
        }
    }

    private Consumer<byte[], byte[]> connectConsumer() throws InterruptedException {
        while (true) {
            try {
                return this.consumers.get();
            } catch (KafkaException failure) {
                this.retry.later(failure);
            }
        }
    }

    /** Reads until it is stopped, or until another consumer has to take over. */
    private void read(Consumer<byte[], byte[]> reading, LogTopic topic, TailAssignment assignment, TopicWatch watch)
            throws InterruptedException {
        StallWatch stalls = new StallWatch(topic::endOffsetsLater, this.timing.stallLook(), System::nanoTime);
        boolean takenOver = false;
        while (!isStopping()) {
            try {
                if (!takenOver) {
                    assignment.takeOver(reading);
                    takenOver = true;
                }
                if (stalls.isStalled(reading, assignment.partitions())) {
                    logger.atWarn()
                            .addKeyValue("topic", topic.name())
                            .log(
                                    "The Kafka consumer gets nothing although there is something, another one takes its place");
                    return;
                }
                TopicDescription seen = watch.look();
                if (seen != null) {
                    assignment.follow(reading, seen, topic.fingerprint(seen));
                }
                assignment.adjust(reading);
                if (assignment.isEmpty()) {
                    LockSupport.parkNanos(this.timing.poll().toNanos());
                } else {
                    ConsumerRecords<byte[], byte[]> batch = reading.poll(this.timing.poll());
                    stalls.polled(batch.isEmpty());
                    handOver(batch);
                }
                this.retry.succeeded();
            } catch (WakeupException wokenUp) {
                logger.trace("Woken up");
            } catch (LogTruncationException truncated) {
                if (goOnNearby(reading, topic, assignment, truncated, divergentOffsets(truncated))) {
                    return;
                }
            } catch (OffsetOutOfRangeException passed) {
                if (goOnNearby(reading, topic, assignment, passed, Map.of())) {
                    return;
                }
            } catch (InterruptException interrupted) {
                throw interrupted;
            } catch (LogUnavailableException | KafkaException | IllegalStateException failure) {
                this.retry.later(failure);
            } catch (RuntimeException failure) {
                logger.atError().setCause(failure).log("Reading the log failed, another consumer takes over");
                this.retry.later(failure);
                return;
            }
        }
    }

    private void handOver(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(this.listener::record);
        Set<Integer> partitions = new HashSet<>();
        batch.partitions().forEach(partition -> partitions.add(partition.partition()));
        batch.nextOffsets().forEach((partition, next) -> {
            List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
            if (records.isEmpty() || records.get(records.size() - 1).offset() + 1 < next.offset()) {
                this.listener.seen(partition.partition(), next.offset());
                partitions.add(partition.partition());
            }
        });
        if (!partitions.isEmpty()) {
            this.listener.batchEnded(partitions);
        }
    }

    private static Map<TopicPartition, Long> divergentOffsets(LogTruncationException truncated) {
        return truncated.divergentOffsets().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Returns whether another consumer has to take over. */
    private boolean goOnNearby(
            Consumer<byte[], byte[]> reading,
            LogTopic topic,
            TailAssignment assignment,
            OffsetOutOfRangeException passed,
            Map<TopicPartition, Long> divergent)
            throws InterruptedException {
        try {
            // An offset that is not there may be one of a topic that is not there any more.
            TopicDescription seen = topic.find();
            return !assignment.follow(reading, seen, topic.fingerprint(seen))
                    && assignment.goOnNearby(reading, passed.offsetOutOfRangePartitions(), divergent);
        } catch (LogUnavailableException failure) {
            this.retry.later(failure);
            return false;
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
