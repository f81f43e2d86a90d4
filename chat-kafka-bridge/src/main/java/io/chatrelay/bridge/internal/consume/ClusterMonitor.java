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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether Kafka answers, since neither a consumer nor a producer says so by itself. Short silences are overlooked:
 * only after {@link #PATIENCE} without an answer is Kafka taken for away.
 *
 * <p>{@link #check} is called by one thread; the answers arrive on another.
 */
public final class ClusterMonitor implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger logger = LoggerFactory.getLogger(ClusterMonitor.class);

    private final Supplier<Admin> adminClients;

    private final LongSupplier nanoTime;

    private @Nullable Admin admin;

    private volatile boolean asking;

    private volatile long lastAnswerNanos;

    private boolean away;

    public ClusterMonitor(Supplier<Admin> adminClients, LongSupplier nanoTime) {
        this.adminClients = adminClients;
        this.nanoTime = nanoTime;
        this.lastAnswerNanos = nanoTime.getAsLong();
    }

    /**
     * Asks Kafka for a sign of life, without waiting for it.
     *
     * @return whether Kafka has answered lately
     */
    public boolean check() {
        if (!this.asking) {
            ask();
        }
        boolean silent = this.nanoTime.getAsLong() - this.lastAnswerNanos > PATIENCE.toNanos();
        if (silent != this.away) {
            this.away = silent;
            report(silent);
        }
        return !silent;
    }

    private void report(boolean silent) {
        if (silent) {
            logger.atWarn()
                    .addKeyValue("silence", PATIENCE)
                    .log("Kafka does not answer; sessions stay, messages wait until it is back or their time is over");
        } else {
            logger.atInfo().log("Kafka answers again");
        }
    }

    private void ask() {
        this.asking = true;
        try {
            Admin asked = this.admin;
            if (asked == null) {
                asked = this.adminClients.get();
                this.admin = asked;
            }
            asked.describeCluster().clusterId().whenComplete((id, failure) -> {
                if (failure == null) {
                    this.lastAnswerNanos = this.nanoTime.getAsLong();
                }
                this.asking = false;
            });
        } catch (KafkaException unreachable) {
            this.asking = false;
        }
    }

    @Override
    public void close() {
        if (this.admin != null) {
            this.admin.close(Duration.ZERO);
        }
    }
}
