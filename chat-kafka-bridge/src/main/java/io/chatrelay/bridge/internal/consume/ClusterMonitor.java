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
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether Kafka answers, since neither a consumer nor a producer says so by itself. Short silences are overlooked:
 * only after a while without an answer is Kafka taken for away.
 *
 * <p>{@link #check} is called by one thread; the answers arrive on another.
 */
public final class ClusterMonitor {

    private static final Logger logger = LoggerFactory.getLogger(ClusterMonitor.class);

    private final ClusterProbe probe;

    private final Duration patience;

    private final Duration prompt;

    private final LongSupplier nanoTime;

    private volatile boolean asking;

    private volatile long askedNanos;

    private volatile long lastAnswerNanos;

    private volatile long answeringSinceNanos;

    private boolean started;

    private boolean away;

    /**
     * @param patience how long Kafka may give no answer before it is taken for away
     * @param prompt how long an answer may take without being a break, see {@link #answeringSinceNanos}
     */
    public ClusterMonitor(ClusterProbe probe, Duration patience, Duration prompt, LongSupplier nanoTime) {
        this.probe = probe;
        this.patience = patience;
        this.prompt = prompt;
        this.nanoTime = nanoTime;
    }

    /**
     * Asks Kafka for a sign of life, without waiting for it. The first check takes Kafka for present.
     *
     * @return whether Kafka has answered lately
     */
    public boolean check() {
        if (!this.started) {
            this.started = true;
            this.lastAnswerNanos = this.nanoTime.getAsLong();
            this.answeringSinceNanos = this.lastAnswerNanos;
        }
        if (!this.asking) {
            ask();
        }
        boolean silent = this.nanoTime.getAsLong() - this.lastAnswerNanos > this.patience.toNanos();
        if (silent != this.away) {
            this.away = silent;
            this.answeringSinceNanos = this.nanoTime.getAsLong();
            report(silent);
        }
        return !silent;
    }

    /**
     * Since when Kafka has answered without a break, by the clock. A question that failed, or was not answered promptly, is a
     * break: Kafka may have been away for less than the time after which it is taken for away.
     */
    public long answeringSinceNanos() {
        long now = this.nanoTime.getAsLong();
        return this.asking && isLate(now) ? now : this.answeringSinceNanos;
    }

    private boolean isLate(long now) {
        return now - this.askedNanos > this.prompt.toNanos();
    }

    private void ask() {
        this.askedNanos = this.nanoTime.getAsLong();
        this.asking = true;
        CompletionStage<String> answer = this.probe.clusterId();
        answer.whenComplete((id, failure) -> {
            long now = this.nanoTime.getAsLong();
            if (failure == null) {
                this.lastAnswerNanos = now;
            }
            if (failure != null || isLate(now)) {
                this.answeringSinceNanos = now;
            }
            this.asking = false;
        });
    }

    private void report(boolean silent) {
        if (silent) {
            logger.atWarn()
                    .addKeyValue("silence", this.patience)
                    .log("Kafka does not answer; sessions stay, messages wait until it is back or their time is over");
        } else {
            logger.atInfo().log("Kafka answers again");
        }
    }
}
