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
package io.chatrelay.bridge.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A producer that is stuck is told from one that has nothing to do, and from a Kafka that is away. */
class WriteWatchTests {

    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final AtomicLong nanos = new AtomicLong();

    private final WriteWatch watch = new WriteWatch(DELIVERY_TIMEOUT, PATIENCE, this.nanos::get);

    private void pass(Duration time) {
        this.nanos.addAndGet(time.toNanos());
    }

    @Test
    void producerWhoseMessageExpiredWhileKafkaAnsweredAllTheTimeIsStuck() {
        pass(DELIVERY_TIMEOUT);
        this.watch.expired();

        assertThat(this.watch.isStuck(0, false)).isTrue();
    }

    @Test
    void producerWhoseMessageExpiredWhileKafkaWasAwayIsNot() {
        pass(DELIVERY_TIMEOUT);
        this.watch.expired();
        pass(DELIVERY_TIMEOUT);

        assertThat(this.watch.isStuck(1, true)).isFalse();
    }

    @Test
    void producerThatHasWrittenSomethingSinceIsNot() {
        pass(DELIVERY_TIMEOUT);
        this.watch.expired();
        this.watch.truncated();
        this.watch.reset();

        assertThat(this.watch.isStuck(0, true)).isFalse();
        pass(PATIENCE);
        assertThat(this.watch.isStuck(0, true)).isFalse();
    }

    @Test
    void producerThatWritesNothingForAWhileAfterATruncationIsStuck() {
        this.watch.truncated();
        assertThat(this.watch.isStuck(0, true)).isFalse();
        pass(PATIENCE.minusNanos(1));
        assertThat(this.watch.isStuck(0, true)).isFalse();
        pass(Duration.ofNanos(1));

        assertThat(this.watch.isStuck(0, true)).isTrue();
    }

    @Test
    void producerThatHasNothingToWriteAfterATruncationIsNot() {
        this.watch.truncated();
        assertThat(this.watch.isStuck(0, false)).isFalse();
        pass(PATIENCE);
        assertThat(this.watch.isStuck(0, false)).isFalse();

        assertThat(this.watch.isStuck(0, true)).as("the first message after it").isFalse();
    }
}
