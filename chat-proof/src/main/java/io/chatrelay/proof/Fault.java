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
package io.chatrelay.proof;

import io.chatrelay.proof.client.Population;
import io.chatrelay.proof.cluster.Cluster;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What is done to servers and clients. */
enum Fault {
    NODE_KILL(true, (servers, clients, random) -> servers != null && servers.killNode(random)),
    NODE_RESTART(true, (servers, clients, random) -> servers != null && servers.restartNodes(random)),
    KAFKA_KILL(true, (servers, clients, random) -> servers != null && servers.killKafka(random)),
    KAFKA_RESTART(true, (servers, clients, random) -> servers != null && servers.restartKafka(random)),
    /** Only when it is asked for, since without it no gap may be announced, which is the stronger proof. */
    RETENTION(true, (servers, clients, random) -> servers != null && servers.deleteRecords()),
    DROP(false, (servers, clients, random) -> clients.drop(random)),
    PAUSE(false, (servers, clients, random) -> clients.pause(random)),
    JOIN(false, (servers, clients, random) -> clients.join(random));

    private final boolean forServers;
    private final Action action;

    Fault(boolean forServers, Action action) {
        this.forServers = forServers;
        this.action = action;
    }

    /** Whether it needs servers of our own. */
    boolean isForServers() {
        return forServers;
    }

    /** Begins the fault; returns whether it does, which one of servers does not where they are not ours. The random numbers decide who is concerned and for how long. */
    boolean begin(@Nullable Cluster servers, Population clients, Random random) {
        return action.begin(servers, clients, random);
    }

    /** The name in options and reports: {@code node-kill}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private interface Action {
        boolean begin(@Nullable Cluster servers, Population clients, Random random);
    }
}
