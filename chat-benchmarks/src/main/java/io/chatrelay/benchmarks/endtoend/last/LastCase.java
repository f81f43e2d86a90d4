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
package io.chatrelay.benchmarks.endtoend.last;

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The last 50 messages of a room, in a partition that it shares with a thousand others.
 *
 * @param isCold whether the node is started when everything has been written; else it reads along
 * @param others how many messages other rooms have had since
 * @param repetitions how often to ask; a cold node is started twice as many times
 * @param rest how long it is left alone every other time before it is asked, so that it can warm up
 */
public record LastCase(boolean isCold, int others, int repetitions, Duration rest) implements HistoryCase {

    /** As the numbers in the documentation. */
    public static LastCase warm() {
        return new LastCase(false, 1_000_000, 100, Duration.ZERO);
    }

    /** As the numbers in the documentation. */
    public static LastCase cold() {
        return new LastCase(true, 1_000_000, 5, Duration.ofSeconds(5));
    }

    @Override
    public String name() {
        return this.isCold ? "last-cold" : "last-warm";
    }

    @Override
    public List<String> settings() {
        return List.of("--chat.relay.topic.partitions=1");
    }

    @Override
    public boolean isForWarmNode() {
        return !this.isCold;
    }

    @Override
    public HistoryResult run(RelayServer server) throws IOException {
        return new LastRun(server, this).run();
    }
}
