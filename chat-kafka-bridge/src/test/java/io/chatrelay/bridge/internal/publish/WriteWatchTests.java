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

import io.chatrelay.bridge.internal.record.RelayedMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** A producer that is stuck is told from one that has nothing to do, and from a Kafka that is away. */
class WriteWatchTests {

    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WriteWatch watch = new WriteWatch(DELIVERY_TIMEOUT, PATIENCE, this.nanos::get);

    private boolean leader = true;

    /** The time of a message is over that the producer was handed before anything else happened. */
    private void expire() {
        Publication publication = new Publication(
                new RelayedMessage("/topic/a", null, Map.of(), new byte[0], null), 1, 0, new NoCallback());
        publication.handedOver(0);
        this.watch.expired(publication);
    }

    private boolean isStuck(long answeringSinceNanos, boolean underWay) {
        return this.watch.isStuck(answeringSinceNanos, destination -> this.leader, underWay);
    }

    private static final class NoCallback implements PublishCallback {

        @Override
        public void committed(RecordMetadata place) {
            throw new IllegalStateException("not written");
        }

        @Override
        public void failed(PublishFailedException failure) {
            throw new IllegalStateException("not told");
        }
    }

    private void pass(Duration time) {
        this.nanos.addAndGet(time.toNanos());
    }

    @Test
    void producerWhoseMessageExpiredWhileKafkaAnsweredAllTheTimeIsStuck() {
        pass(DELIVERY_TIMEOUT);
        expire();

        assertThat(isStuck(0, false)).isTrue();
    }

    @Test
    void producerWhoseMessageExpiredWhileKafkaWasAwayIsNot() {
        pass(DELIVERY_TIMEOUT);
        expire();
        pass(DELIVERY_TIMEOUT);

        assertThat(isStuck(1, true)).isFalse();
    }

    @Test
    void producerThatHasWrittenSomethingSinceIsNot() {
        pass(DELIVERY_TIMEOUT);
        expire();
        this.watch.truncated();
        this.watch.wrote();

        assertThat(isStuck(0, true)).isFalse();
        pass(PATIENCE);
        assertThat(isStuck(0, true)).isFalse();
    }

    @Test
    void producerThatHasWrittenSomethingMeanwhileIsNot() {
        this.watch.wrote();
        pass(DELIVERY_TIMEOUT);
        expire();

        assertThat(isStuck(0, true)).isFalse();
    }

    @Test
    void producerWhoseMessageWasForAPartitionWithoutALeaderIsNot() {
        this.leader = false;
        pass(DELIVERY_TIMEOUT);
        expire();

        assertThat(isStuck(0, true)).isFalse();
    }

    @Test
    void producerThatWritesNothingForAWhileAfterATruncationIsStuck() {
        this.watch.truncated();
        assertThat(isStuck(0, true)).isFalse();
        pass(PATIENCE.minusNanos(1));
        assertThat(isStuck(0, true)).isFalse();
        pass(Duration.ofNanos(1));

        assertThat(isStuck(0, true)).isTrue();
    }

    @Test
    void producerThatHasNothingToWriteAfterATruncationIsNot() {
        this.watch.truncated();
        assertThat(isStuck(0, false)).isFalse();
        pass(PATIENCE);
        assertThat(isStuck(0, false)).isFalse();

        assertThat(isStuck(0, true)).as("the first message after it").isFalse();
    }
}
