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
package io.chatrelay.bridge.settings;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka topic that is the log of all destinations. {@link #builder()} begins with every default.
 *
 * @since 0.1
 */
public final class TopicSettings {

    /** {@code chat.relay.messages}, 32 partitions, the Kafka broker's replication, 7 days, created if missing. */
    public static final TopicSettings DEFAULT = builder().build();

    private final String name;

    private final int partitions;

    private final @Nullable Short replicationFactor;

    private final Duration retention;

    private final boolean create;

    private TopicSettings(Builder builder) {
        this.name = builder.name;
        this.partitions = builder.partitions;
        this.replicationFactor = builder.replicationFactor;
        this.retention = builder.retention;
        this.create = builder.create;
    }

    /** Begins with the {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The topic's name. */
    public String name() {
        return name;
    }

    /** How many partitions a newly created topic gets. */
    public int partitions() {
        return partitions;
    }

    /** How many replicas a newly created topic gets, or {@code null} for the Kafka broker's default. */
    public @Nullable Short replicationFactor() {
        return replicationFactor;
    }

    /** How long Kafka keeps the messages of a newly created topic. */
    public Duration retention() {
        return retention;
    }

    /** Whether to create the topic when it does not exist. */
    public boolean create() {
        return create;
    }

    /** Collects settings; every value that is not set is the default. Used by one thread. */
    public static final class Builder {

        private static final Pattern LEGAL_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

        private String name = "chat.relay.messages";

        private int partitions = 32;

        private @Nullable Short replicationFactor;

        private Duration retention = Duration.ofDays(7);

        private boolean create = true;

        private Builder() {}

        /** 1 to 249 of {@code a-z A-Z 0-9 . _ -}. */
        public Builder name(String topic) {
            this.name = topic;
            return this;
        }

        /**
         * At least 1. A topic that exists keeps its number: a destination's partition follows from it, so it must not change
         * while messages matter.
         */
        public Builder partitions(int count) {
            this.partitions = count;
            return this;
        }

        /** At least 1, or {@code null} for the Kafka broker's default. */
        public Builder replicationFactor(@Nullable Short replicas) {
            this.replicationFactor = replicas;
            return this;
        }

        /** At least 1 ms. */
        public Builder retention(Duration time) {
            this.retention = time;
            return this;
        }

        /** Whether to create the topic when it does not exist. */
        public Builder create(boolean whenMissing) {
            this.create = whenMissing;
            return this;
        }

        /** @throws InvalidSettingException if a value cannot work */
        public TopicSettings build() {
            if (!LEGAL_NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw new InvalidSettingException(
                        "chat.relay.topic.name", name, "1 to 249 of a-z A-Z 0-9 . _ -, and not . or ..");
            }
            if (partitions < 1) {
                throw new InvalidSettingException("chat.relay.topic.partitions", partitions, "at least 1");
            }
            if (replicationFactor != null && replicationFactor < 1) {
                throw new InvalidSettingException(
                        "chat.relay.topic.replication-factor",
                        replicationFactor,
                        "at least 1, or none for the default");
            }
            if (retention.toMillis() < 1) {
                throw new InvalidSettingException("chat.relay.topic.retention", retention, "at least 1ms");
            }
            return new TopicSettings(this);
        }
    }
}
