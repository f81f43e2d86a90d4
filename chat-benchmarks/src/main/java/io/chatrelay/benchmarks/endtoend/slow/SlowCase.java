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
package io.chatrelay.benchmarks.endtoend.slow;

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import java.time.Duration;
import java.util.List;

/**
 * Subscribers of one destination, some of whom do not read for a while and then do again.
 *
 * @param others how many always read
 * @param slow how many do not
 * @param settling how long everybody reads before it counts
 * @param phase how long everybody reads, and then how long some do not
 */
public record SlowCase(int others, int slow, int bodyBytes, int messagesPerSecond, Duration settling, Duration phase)
        implements HistoryCase {

    /** As the numbers in the documentation: 6 MB for each that does not read, more than a socket and a session hold. */
    public static SlowCase standard() {
        return new SlowCase(950, 50, 2_048, 100, Duration.ofSeconds(8), Duration.ofSeconds(30));
    }

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public List<String> settings() {
        return List.of();
    }

    @Override
    public boolean isForWarmNode() {
        return true;
    }

    @Override
    public HistoryResult run(RelayServer server) {
        return new SlowRun(server, this).run();
    }
}
