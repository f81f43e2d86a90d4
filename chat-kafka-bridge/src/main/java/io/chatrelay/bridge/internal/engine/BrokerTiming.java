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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.internal.consume.TailTiming;
import java.time.Duration;

/**
 * How often a broker looks after itself, and how patient it is with Kafka. Nobody configures it: a broker has {@link #DEFAULT},
 * and tests that wait for one of these have less.
 *
 * @param tail the same for the reader of the tail
 * @param housekeeping from one look at overdue messages, stalled sessions and Kafka's health to the next
 * @param silence how long Kafka may give no answer before it is taken for away
 * @param unwritten how long the producer may write nothing after a truncation before another one takes its place: what a
 *     producer that is well needs is much less
 * @param unready how long the producer may not be made ready before that is said: a Kafka broker may refuse a moment too long,
 *     a setting that is wrong stays so
 * @param close how long a broker that stops waits for Kafka to acknowledge what it was sent
 */
public record BrokerTiming(
        TailTiming tail,
        Duration housekeeping,
        Duration silence,
        Duration unwritten,
        Duration unready,
        Duration close) {

    /** 1 s, 5 s, 3 s, 2 s and 5 s. */
    public static final BrokerTiming DEFAULT = new BrokerTiming(
            TailTiming.DEFAULT,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));
}
