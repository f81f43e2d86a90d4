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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.testing.ExpectLog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ClusterMonitorTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PROMPT = Duration.ofMillis(500);

    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());

    private final Probe probe = new Probe();

    private final ClusterMonitor monitor = new ClusterMonitor(this.probe, PATIENCE, PROMPT, this.nanos::get);

    private void pass(Duration time) {
        this.nanos.addAndGet(time.toNanos());
    }

    @Test
    void firstCheckTakesKafkaForPresentHoweverLateItComes() {
        pass(Duration.ofMinutes(10));

        assertThat(this.monitor.check()).isTrue();
    }

    @Test
    void shortSilenceIsOverlooked() {
        this.monitor.check();
        pass(PATIENCE);

        assertThat(this.monitor.check()).isTrue();
    }

    @Test
    @ExpectLog("Kafka does not answer")
    void longSilenceMeansAwayUntilTheNextAnswer() {
        this.monitor.check();
        pass(PATIENCE.plusMillis(1));
        assertThat(this.monitor.check()).isFalse();
        assertThat(this.monitor.check()).isFalse();

        this.probe.question.complete("cluster");

        assertThat(this.monitor.check()).isTrue();
    }

    @Test
    @ExpectLog("Kafka does not answer")
    void failedQuestionIsNoAnswerAndIsAskedAgain() {
        this.monitor.check();
        this.probe.question.completeExceptionally(new TimeoutException("no node"));
        pass(PATIENCE.plusMillis(1));

        assertThat(this.monitor.check()).isFalse();
        assertThat(this.probe.questions).isEqualTo(2);
    }

    @Test
    void asksOneQuestionAtATime() {
        this.monitor.check();
        this.monitor.check();
        assertThat(this.probe.questions).isOne();

        this.probe.question.complete("cluster");
        this.monitor.check();

        assertThat(this.probe.questions).isEqualTo(2);
    }

    @Test
    void silenceThatIsOverlookedIsABreakAllTheSame() {
        this.monitor.check();
        this.probe.question.complete("cluster");
        long before = this.nanos.get();
        this.monitor.check();
        pass(PROMPT);
        assertThat(this.monitor.answeringSinceNanos()).isEqualTo(before);

        pass(Duration.ofMillis(1));
        assertThat(this.monitor.answeringSinceNanos()).isEqualTo(this.nanos.get());
        this.probe.question.complete("cluster");
        long answered = this.nanos.get();
        pass(Duration.ofMillis(100));

        assertThat(this.monitor.answeringSinceNanos()).isEqualTo(answered);
    }

    @Test
    void questionThatFailsIsABreak() {
        this.monitor.check();
        pass(Duration.ofMillis(1));

        this.probe.question.completeExceptionally(new TimeoutException("no node"));

        assertThat(this.monitor.answeringSinceNanos()).isEqualTo(this.nanos.get());
    }

    private static final class Probe implements ClusterProbe {

        private CompletableFuture<String> question = new CompletableFuture<>();

        private int questions;

        @Override
        public CompletionStage<String> clusterId() {
            this.questions++;
            this.question = new CompletableFuture<>();
            return this.question;
        }

        @Override
        public void close() {
            throw new AssertionError("belongs to whoever made it");
        }
    }
}
