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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Asks by an admin client, made on the first question. Questions come from one thread. */
public final class AdminClusterProbe implements ClusterProbe {

    /** Longer than the admin client needs to give up: its thread is dead, then. */
    private static final long LONGEST_ANSWER_SECONDS = 20;

    private final Supplier<Admin> adminClients;

    private @Nullable Admin admin;

    public AdminClusterProbe(Supplier<Admin> adminClients) {
        this.adminClients = adminClients;
    }

    @Override
    public CompletionStage<String> clusterId() {
        try {
            Admin asked = this.admin;
            if (asked == null) {
                asked = this.adminClients.get();
                this.admin = asked;
            }
            return asked.describeCluster()
                    .clusterId()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (KafkaException unreachable) {
            return CompletableFuture.failedFuture(unreachable);
        }
    }

    @Override
    public void close() {
        if (this.admin != null) {
            this.admin.close(Duration.ZERO);
        }
    }
}
