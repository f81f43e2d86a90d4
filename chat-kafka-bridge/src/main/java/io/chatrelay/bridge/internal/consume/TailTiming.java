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

/**
 * How often the reader of the tail looks around, and how long it waits before it says something. A broker has {@link #DEFAULT};
 * tests that wait for one of these have less.
 *
 * @param poll how long one poll waits for records at the most; everything else is looked at between two polls
 * @param topicLook from one look at the topic to the next
 * @param stallLook from one look at the ends of the partitions to the next
 * @param firstAnswer how long the first question to Kafka may take: short, so that an unreachable one is soon reported
 * @param report how long the log may be away before that is said: shorter trouble is normal, as when the partitions of a new
 *     topic have no leader yet
 */
public record TailTiming(Duration poll, Duration topicLook, Duration stallLook, Duration firstAnswer, Duration report) {

    /** 1 s, 1 s, 2 s, 2 s and 2 s. */
    public static final TailTiming DEFAULT = new TailTiming(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));

    /** How soon a topic is noticed that was deleted and created again: a look, a poll, and time for the answer. */
    public Duration topicNoticed() {
        return topicLook.plus(poll).multipliedBy(6).dividedBy(5);
    }
}
