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
package io.chatrelay.benchmarks.endtoend.storm;

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clients that come back within seconds, each from somewhere in the last messages of its room, beside readers for whom
 * nothing should change.
 *
 * @param rooms how many destinations
 * @param past how many messages they have had together
 * @param readers how many read all the time, each another room; at most as many as rooms
 * @param messagesPerSecond of all rooms together, all the time
 * @param clients how many come back
 * @param within in which time they do
 * @param settling how long only the readers are there before it counts
 * @param phase how long it counts before the others come, and when all are there
 */
public record StormCase(
        int rooms,
        int past,
        int bodyBytes,
        int readers,
        int messagesPerSecond,
        int clients,
        Duration within,
        Duration settling,
        Duration phase)
        implements HistoryCase {

    /** As the numbers in the documentation. The past is more than a node keeps in memory. */
    public static StormCase standard() {
        return new StormCase(
                200,
                100_000,
                512,
                100,
                1_000,
                2_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                Duration.ofSeconds(10));
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public List<String> settings() {
        return List.of("--chat.relay.topic.partitions=4");
    }

    @Override
    public boolean isForWarmNode() {
        return true;
    }

    @Override
    public HistoryResult run(RelayServer server) {
        return new StormRun(server, this).run();
    }

    List<String> destinations() {
        return IntStream.range(0, this.rooms)
                .mapToObj(room -> "/topic/storm." + room)
                .toList();
    }

    int pastOfRoom() {
        return this.past / this.rooms;
    }
}
