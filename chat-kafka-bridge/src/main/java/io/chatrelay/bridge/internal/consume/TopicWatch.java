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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the topic again and again without waiting for the answer: a consumer of assigned partitions does not notice
 * that partitions are added, or that the topic is deleted and created again. Called by the tail thread only.
 */
final class TopicWatch {

    /** Longer than the admin client needs to give up: its thread is dead, then. */
    private static final long LONGEST_ANSWER_SECONDS = 20;

    private static final int SURE = 2;

    private final Admin admin;

    private final String topic;

    private final long intervalNanos;

    private final LongSupplier nanoTime;

    private long lastAskedNanos;

    private @Nullable CompletableFuture<TopicDescription> question;

    /** @param interval from one look to the next */
    TopicWatch(Admin admin, String topic, Duration interval, LongSupplier nanoTime) {
        this.admin = admin;
        this.topic = topic;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastAskedNanos = nanoTime.getAsLong();
    }

    /** How often in a row Kafka has known no such topic. */
    private int unknown;

    /** Whether the topic is gone: a Kafka broker that lags behind may say so once of one that is there. */
    boolean isGone() {
        return this.unknown >= SURE;
    }

    /** The topic as it is now, if an answer has just come. */
    @Nullable TopicDescription look() {
        CompletableFuture<TopicDescription> asked = this.question;
        if (asked == null) {
            if (this.nanoTime.getAsLong() - this.lastAskedNanos >= this.intervalNanos) {
                this.lastAskedNanos = this.nanoTime.getAsLong();
                this.question = ask();
            }
            return null;
        }
        if (!asked.isDone()) {
            return null;
        }
        this.question = null;
        try {
            TopicDescription seen = asked.join();
            this.unknown = 0;
            return seen;
        } catch (CompletionException | CancellationException noAnswer) {
            if (noAnswer.getCause() instanceof UnknownTopicOrPartitionException) {
                this.unknown++;
            }
            return null;
        }
    }

    private CompletableFuture<TopicDescription> ask() {
        return this.admin
                .describeTopics(List.of(this.topic))
                .allTopicNames()
                .toCompletionStage()
                .thenApply(topics -> Objects.requireNonNull(topics.get(this.topic)))
                .toCompletableFuture()
                .orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
