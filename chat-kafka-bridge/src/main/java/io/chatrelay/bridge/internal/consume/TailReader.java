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

import io.chatrelay.bridge.internal.client.UnreadableRecords;
import io.chatrelay.bridge.internal.watch.WatchedThread;
import io.chatrelay.bridge.settings.BridgeSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.kafka.clients.consumer.InvalidOffsetException;
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
 * Reads the partitions of the log, each from its end onwards, without a consumer group, on one thread of its own that owns the
 * consumer.
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

    /** One that is well is much shorter, but when records were lost it waits for several answers of Kafka. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

    private final Supplier<Admin> adminClients;

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    private final BridgeSettings settings;

    private final TailTiming timing;

    private final TailListener listener;

    /** The tail thread's own. */
    private final LogRetry retry;

    private final WatchedThread thread;

    private final UnreadableSearch search;

    /** What is known of the topic; the tail thread's own. */
    private @Nullable TailAssignment assignment;

    /** When the reader was seen at work last, in {@link System#nanoTime}. */
    private volatile long workedNanos = System.nanoTime();

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
        this.thread = new WatchedThread("chat-relay-tail", this::run);
        this.retry = new LogRetry(settings, timing.report(), this.thread, System::nanoTime);
        this.search = new UnreadableSearch(consumers, System::nanoTime);
    }

    /** Starts reading and returns at once, whether Kafka can be reached or not. */
    public void start() {
        this.thread.start();
    }

    /** Stops reading and waits for the thread to end; a reader is not started again. */
    public void stop() {
        this.thread.stop();
        this.search.stop();
        if (this.consumer == null) {
            this.thread.interrupt();
        } else {
            wakeUp();
        }
        this.thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    /** Makes the reader look soon at what is wanted. */
    public void wakeUp() {
        Consumer<byte[], byte[]> current = this.consumer;
        if (current != null) {
            current.wakeup();
        }
        LockSupport.unpark(this.thread.thread());
    }

    private boolean isStopping() {
        return this.thread.isStopping();
    }

    /** Goes on where it was when it is called again after a failure: the listener knows what was handed over. */
    private void run() throws InterruptedException {
        try (Admin admin = connectAdmin()) {
            LogTopic topic = new LogTopic(admin, this.settings, this.timing.firstAnswer());
            if (this.assignment == null) {
                this.assignment = connect(topic);
            }
            this.assignment.ask(topic);
            TopicWatch watch = new TopicWatch(admin, topic.name(), this.timing.topicLook(), System::nanoTime);
            while (!isStopping()) {
                try (ConsumerHandle handle = new ConsumerHandle(connectConsumer())) {
                    read(handle.consumer(), topic, this.assignment, watch);
                }
            }
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
                this.listener.leaders(leadersOf(found));
                return new TailAssignment(
                        topic,
                        found,
                        this.listener,
                        System::nanoTime,
                        System::currentTimeMillis,
                        this.search,
                        this::wakeUp);
            } catch (LogUnavailableException | KafkaException failure) {
                this.retry.later(failure);
            }
        }
    }

    private static List<Integer> leadersOf(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition ->
                        partition.leader() == null ? -1 : partition.leader().id())
                .toList();
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
                    this.listener.leaders(leadersOf(seen));
                }
                if (watch.isGone()) {
                    assignment.stopFetching(reading);
                    topic.createAgain();
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
                this.workedNanos = System.nanoTime();
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
            } catch (LogUnavailableException | KafkaException | IllegalStateException | LinkageError failure) {
                if (!UnreadableRecords.isCauseOf(failure) || !setAside(reading, assignment, failure)) {
                    this.retry.later(failure);
                }
            }
        }
    }

    /** Finds the partition at whose records the consumer throws, and sets it aside; returns whether there is one. */
    private boolean setAside(Consumer<byte[], byte[]> reading, TailAssignment assignment, Throwable cause) {
        List<TopicPartition> all = List.copyOf(assignment.partitions());
        boolean found = false;
        reading.pause(all);
        for (TopicPartition each : all) {
            reading.resume(List.of(each));
            try {
                // What it throws at has been fetched, so there is nothing to wait for.
                handOver(reading.poll(Duration.ZERO));
            } catch (InvalidOffsetException | WakeupException other) {
                logger.trace("Found out again when all are read", other);
            } catch (KafkaException | LinkageError failure) {
                if (!UnreadableRecords.isCauseOf(failure)) {
                    break;
                }
                assignment.setAside(reading, each, failure);
                found = true;
                continue;
            }
            reading.pause(List.of(each));
        }
        reading.resume(reading.paused());
        return found;
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

    /** Whether the reader is at work, so that records are handed over as soon as Kafka has any. */
    public boolean isWorking() {
        return System.nanoTime() - this.workedNanos < LONGEST_TURN.toNanos();
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
