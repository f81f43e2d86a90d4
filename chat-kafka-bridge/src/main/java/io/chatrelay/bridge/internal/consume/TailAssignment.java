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

import io.chatrelay.core.cursor.GapReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the partitions are read from: each from its end on at first, one that was added from its first record on, and from the
 * nearest place that makes sense when the topic changes under the reader. The tail thread's own. It waits for no answer of Kafka
 * but when records were lost, so that a partition without a leader does not hold up the others.
 */
final class TailAssignment {

    private static final Logger logger = LoggerFactory.getLogger(TailAssignment.class);

    private static final Duration RETRY = Duration.ofMillis(200);

    private static final Duration RETRY_SEARCH = Duration.ofSeconds(2);

    private LogTopic topic;

    private final TailListener listener;

    private final LongSupplier nanoTime;

    private final LongSupplier clock;

    /** Makes the tail thread call {@link #adjust} soon. */
    private final Runnable wakeUp;

    private Uuid topicId;

    private int partitions;

    /** How many partitions there were when the topic was found: whatever the others have, nobody has missed it. */
    private int readFromEnd;

    private final Set<TopicPartition> assigned = new HashSet<>();

    /** Where partitions end that shall be read, as far as it is being asked. */
    private final Map<TopicPartition, CompletableFuture<Long>> questions = new HashMap<>();

    /** Of partitions that Kafka had no answer for: when to ask again. */
    private final Map<TopicPartition, Long> notBeforeNanos = new HashMap<>();

    /** Of the same: since when Kafka has had none, in epoch milliseconds. */
    private final Map<TopicPartition, Long> unansweredSince = new HashMap<>();

    /** Partitions that are set aside, with the search for the place from which they can be read again. */
    private final Map<TopicPartition, CompletableFuture<Long>> searches = new HashMap<>();

    /** Where the records are that could not be read. */
    private final Map<TopicPartition, Long> unreadable = new HashMap<>();

    private final UnreadableSearch search;

    /** Whether the topic was deleted, so that nothing is fetched. */
    private boolean gone;

    /** Topics that were deleted: a Kafka broker that lags behind may still describe them. */
    private final Set<Uuid> retired = new HashSet<>();

    TailAssignment(
            LogTopic topic,
            TopicDescription found,
            TailListener listener,
            LongSupplier nanoTime,
            LongSupplier clock,
            UnreadableSearch search,
            Runnable wakeUp) {
        this.topic = topic;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.search = search;
        this.wakeUp = wakeUp;
        this.topicId = found.topicId();
        this.partitions = found.partitions().size();
        this.readFromEnd = this.partitions;
    }

    /** Asks by another admin client from now on. */
    void ask(LogTopic asked) {
        this.topic = asked;
        this.questions.clear();
    }

    /** What is read now. Not to be changed. */
    Set<TopicPartition> partitions() {
        return this.gone ? Set.of() : this.assigned;
    }

    /** The topic was deleted: fetches nothing, which Kafka's consumer would do in a busy loop, until {@link #follow} sees it. */
    void stopFetching(Consumer<byte[], byte[]> consumer) {
        if (!this.gone) {
            this.gone = true;
            consumer.assign(Set.of());
            logger.atWarn()
                    .addArgument(this.topic.name())
                    .log("The topic {} was deleted; messages and subscriptions wait until there is one again");
            this.listener.gone();
        }
    }

    private void fetchAgain(Consumer<byte[], byte[]> consumer) {
        this.gone = false;
        consumer.assign(this.assigned);
        this.assigned.forEach(partition -> consumer.seek(partition, this.listener.next(partition.partition())));
        logger.atInfo().addArgument(this.topic.name()).log("The topic {} is there again");
        this.listener.back();
    }

    /**
     * Goes on with another consumer where the last one has got to. That one may have waited because the log is another than it
     * was, so the last record that was handed over is looked at again.
     */
    void takeOver(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        if (this.gone) {
            return;
        }
        consumer.assign(this.assigned);
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : this.assigned) {
            next.put(partition, this.listener.next(partition.partition()));
        }
        Map<TopicPartition, Long> rewritten = new HashMap<>();
        new LastRecords(consumer, this.listener).check(next).forEach((partition, same) -> {
            if (!same) {
                rewritten.put(partition, next.getOrDefault(partition, 0L));
            }
        });
        next.forEach(consumer::seek);
        if (!rewritten.isEmpty()) {
            goOnNearby(consumer, rewritten, Map.of());
        }
    }

    boolean isEmpty() {
        return partitions().isEmpty();
    }

    /** Begins with the partitions that are not read yet, as far as Kafka has said where they end. */
    void adjust(Consumer<byte[], byte[]> consumer) {
        if (this.gone || this.assigned.size() == this.partitions) {
            return;
        }
        goOnBehindUnreadable(consumer);
        Map<TopicPartition, Long> starts = takeAnswers();
        Set<TopicPartition> unknown = new HashSet<>();
        for (int i = 0; i < this.partitions; i++) {
            TopicPartition partition = new TopicPartition(this.topic.name(), i);
            if (this.assigned.contains(partition)
                    || this.unreadable.containsKey(partition)
                    || starts.containsKey(partition)) {
                continue;
            }
            if (i >= this.readFromEnd) {
                starts.put(partition, 0L);
            } else if (mayAsk(partition)) {
                unknown.add(partition);
            }
        }
        if (!starts.isEmpty()) {
            begin(consumer, starts);
        }
        if (!unknown.isEmpty()) {
            this.topic.endOffsetsLater(unknown).forEach((partition, answer) -> {
                CompletableFuture<Long> end = orFirstSinceUnanswered(partition, answer);
                this.questions.put(partition, end);
                end.whenComplete((offset, failure) -> this.wakeUp.run());
            });
        }
    }

    /**
     * Where a partition that had no leader begins to be read: with what was written when it had one again. Somebody may have
     * done so before this node knew where it ended, and have subscribers here.
     */
    private CompletableFuture<Long> orFirstSinceUnanswered(TopicPartition partition, CompletableFuture<Long> answer) {
        Long since = this.unansweredSince.get(partition);
        return since == null
                ? answer
                : answer.thenCompose(end -> this.topic
                        .offsetFromLater(partition, since)
                        .thenApply(first -> first < 0 ? end : Math.min(first, end)));
    }

    private boolean mayAsk(TopicPartition partition) {
        Long notBefore = this.notBeforeNanos.get(partition);
        return !this.questions.containsKey(partition)
                && (notBefore == null || this.nanoTime.getAsLong() - notBefore >= 0);
    }

    /** What Kafka has answered. */
    private Map<TopicPartition, Long> takeAnswers() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        Iterator<Map.Entry<TopicPartition, CompletableFuture<Long>>> asked =
                this.questions.entrySet().iterator();
        while (asked.hasNext()) {
            Map.Entry<TopicPartition, CompletableFuture<Long>> question = asked.next();
            TopicPartition partition = question.getKey();
            if (!question.getValue().isDone()) {
                continue;
            }
            asked.remove();
            if (question.getValue().isCompletedExceptionally()) {
                // Kafka is away, or the partition's leader is: those who wait go on waiting.
                this.notBeforeNanos.put(partition, this.nanoTime.getAsLong() + RETRY.toNanos());
                this.unansweredSince.putIfAbsent(partition, this.clock.getAsLong());
                this.listener.unanswered(partition.partition());
            } else if (!this.assigned.contains(partition)) {
                this.notBeforeNanos.remove(partition);
                this.unansweredSince.remove(partition);
                ends.put(partition, question.getValue().join());
            }
        }
        return ends;
    }

    private void begin(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> starts) {
        this.assigned.addAll(starts.keySet());
        consumer.assign(this.assigned);
        starts.forEach(consumer::seek);
        starts.forEach((partition, offset) -> this.listener.reading(partition.partition(), offset));
    }

    /**
     * Sets a partition aside whose next records cannot be read, and looks for the end of them, while the others are read on.
     *
     * @param cause why they cannot be read
     */
    void setAside(Consumer<byte[], byte[]> consumer, TopicPartition partition, Throwable cause) {
        long offset = this.listener.next(partition.partition());
        long position = Math.max(offset, consumer.position(partition));
        logger.atError()
                .setCause(cause)
                .addArgument(partition.partition())
                .addArgument(partition.topic())
                .addArgument(position)
                .log("Partition {} of topic {} cannot be read at offset {}. What cannot be read is stepped over,"
                        + " and its subscribers are told gap:unreadable; check the topic on the Kafka brokers");
        this.assigned.remove(partition);
        consumer.assign(this.assigned);
        this.unreadable.put(partition, position);
        seekEnd(partition, position);
    }

    private void seekEnd(TopicPartition partition, long position) {
        CompletableFuture<Long> end = this.search.endAfter(partition, position);
        this.searches.put(partition, end);
        end.whenComplete((offset, failure) -> this.wakeUp.run());
    }

    private void goOnBehindUnreadable(Consumer<byte[], byte[]> consumer) {
        for (Map.Entry<TopicPartition, Long> damaged :
                Map.copyOf(this.unreadable).entrySet()) {
            TopicPartition partition = damaged.getKey();
            CompletableFuture<Long> asked = this.searches.get(partition);
            if (asked == null) {
                if (this.nanoTime.getAsLong() - this.notBeforeNanos.getOrDefault(partition, 0L) >= 0) {
                    seekEnd(partition, damaged.getValue());
                }
            } else if (asked.isCompletedExceptionally()) {
                this.searches.remove(partition);
                this.notBeforeNanos.put(partition, this.nanoTime.getAsLong() + RETRY_SEARCH.toNanos());
            } else if (asked.isDone()) {
                long next = asked.join();
                this.searches.remove(partition);
                this.notBeforeNanos.remove(partition);
                this.unreadable.remove(partition);
                this.assigned.add(partition);
                consumer.assign(this.assigned);
                consumer.seek(partition, next);
                logger.atWarn()
                        .addArgument(partition.partition())
                        .addArgument(partition.topic())
                        .addArgument(damaged.getValue())
                        .addArgument(next)
                        .log("Partition {} of topic {} is read again: offsets from {} up to {} were stepped over");
                this.listener.lost(partition.partition(), GapReason.UNREADABLE, next);
            }
        }
    }

    /**
     * Takes note of partitions that were added, and of a topic that took the place of the old one.
     *
     * @return whether it is another topic
     */
    boolean follow(Consumer<byte[], byte[]> consumer, TopicDescription seen, long fingerprint) {
        int count = seen.partitions().size();
        if (this.retired.contains(seen.topicId())) {
            return false;
        }
        if (!seen.topicId().equals(this.topicId)) {
            this.gone = false;
            this.retired.add(this.topicId);
            this.topicId = seen.topicId();
            this.partitions = count;
            this.readFromEnd = 0;
            this.questions.clear();
            this.searches.clear();
            this.unreadable.clear();
            this.assigned.removeIf(partition -> partition.partition() >= count);
            consumer.assign(this.assigned);
            this.assigned.forEach(partition -> consumer.seek(partition, 0));
            logger.atWarn()
                    .addKeyValue("topic", seen.name())
                    .log("The topic was deleted and created again, going on with its first record");
            this.listener.timestampsAre(TimestampType.NO_TIMESTAMP_TYPE);
            this.listener.recreated(fingerprint, count);
            return true;
        }
        if (this.gone) {
            fetchAgain(consumer);
        }
        if (count > this.partitions) {
            this.partitions = count;
            logger.atWarn()
                    .addKeyValue("topic", seen.name())
                    .addKeyValue("partitions", count)
                    .log("Partitions were added to the topic: destinations move, and lose their order once");
            this.listener.found(fingerprint, count);
        }
        return false;
    }

    /**
     * The records that come next are not there any more: retention has overtaken the reader, or the log was truncated.
     * What is gone is gone, and is said; what was read is not read again.
     *
     * @param outOfRange the offsets that are not there
     * @param divergent where the log is another one than was read, as far as Kafka knows
     * @return whether the log was truncated; then the consumer may know of leaders that the log has forgotten, and wait for them
     * @throws LogUnavailableException if Kafka does not say what is there
     */
    boolean goOnNearby(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> outOfRange,
            Map<TopicPartition, Long> divergent)
            throws InterruptedException {
        Map<TopicPartition, Long> beginnings = this.topic.beginningOffsets(outOfRange.keySet());
        Map<TopicPartition, Long> ends = this.topic.endOffsets(outOfRange.keySet());
        boolean truncated = false;
        for (Map.Entry<TopicPartition, Long> missing : outOfRange.entrySet()) {
            TopicPartition partition = missing.getKey();
            long offset = missing.getValue();
            long beginning = beginnings.getOrDefault(partition, 0L);
            boolean overtaken = offset < beginning;
            Long known = divergent.get(partition);
            long next = overtaken
                    ? beginning
                    : known != null
                            ? known
                            : rewrittenFrom(partition, Math.min(offset, ends.getOrDefault(partition, offset)));
            logger.atWarn()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("offset", offset)
                    .addKeyValue("next", next)
                    .log(
                            overtaken
                                    ? "Records were deleted before they were read, going on at the oldest there is"
                                    : "The log was truncated, going on with what was written after it");
            consumer.seek(partition, next);
            this.listener.lost(partition.partition(), overtaken ? GapReason.RETENTION : GapReason.TRUNCATED, next);
            truncated |= !overtaken;
        }
        return truncated;
    }

    /** The first record that is newer than what was read last, or the end of the log. */
    private long rewrittenFrom(TopicPartition partition, long end) throws InterruptedException {
        long latest = this.listener.latestTimestamp(partition.partition());
        if (latest < 0) {
            return end;
        }
        long found = this.topic.offsetFrom(partition, latest + 1);
        return found < 0 ? end : Math.min(found, end);
    }
}
