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
 * The Kafka topic that is the log of all destinations.
 *
 * @param name the topic's name: 1 to 249 of {@code a-z A-Z 0-9 . _ -}
 * @param partitions how many partitions a newly created topic gets, at least 1. A topic that exists keeps its number:
 *     a destination's partition follows from it, so it must not change while messages matter
 * @param replicationFactor how many replicas a newly created topic gets, or {@code null} for the Kafka broker's default
 * @param retention how long Kafka keeps the messages of a newly created topic, at least 1 ms
 * @param create whether to create the topic when it does not exist
 * @since 0.1
 */
public record TopicSettings(
        String name, int partitions, @Nullable Short replicationFactor, Duration retention, boolean create) {

    private static final Pattern LEGAL_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** {@code chat.relay.messages}, 32 partitions, the Kafka broker's replication, 7 days, created if missing. */
    public static final TopicSettings DEFAULT =
            new TopicSettings("chat.relay.messages", 32, null, Duration.ofDays(7), true);

    public TopicSettings {
        if (!LEGAL_NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new InvalidSettingException(
                    "chat.relay.topic.name", name, "1 to 249 of a-z A-Z 0-9 . _ -, and not . or ..");
        }
        if (partitions < 1) {
            throw new InvalidSettingException("chat.relay.topic.partitions", partitions, "at least 1");
        }
        if (replicationFactor != null && replicationFactor < 1) {
            throw new InvalidSettingException(
                    "chat.relay.topic.replication-factor", replicationFactor, "at least 1, or none for the default");
        }
        if (retention.toMillis() < 1) {
            throw new InvalidSettingException("chat.relay.topic.retention", retention, "at least 1ms");
        }
    }
}
