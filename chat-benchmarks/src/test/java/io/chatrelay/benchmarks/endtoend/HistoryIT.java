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
package io.chatrelay.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.last.LastCase;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import io.chatrelay.benchmarks.endtoend.slow.SlowCase;
import io.chatrelay.benchmarks.endtoend.storm.StormCase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases about the past, small, on one server: that everything arrives once and in order, never how fast. */
class HistoryIT {

    @TempDir
    private static Path directory;

    private static RelayServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RelayServer.start(directory, List.of("--chat.relay.topic.partitions=1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void newestMessagesOfARoomAreFoundByANodeThatHasReadThem() throws IOException {
        LoadResult.Faults faults = run(new LastCase(false, 2_000, 4, Duration.ZERO));

        assertThat(faults.deliveries()).isEqualTo(1 + 2 * 4 * 50);
    }

    @Test
    void newestMessagesOfARoomAreFoundByANodeThatHasJustStarted() throws IOException {
        LoadResult.Faults faults = run(new LastCase(true, 2_000, 1, Duration.ofMillis(500)));

        assertThat(faults.deliveries()).isEqualTo(3 * 50);
    }

    @Test
    void thoseWhoDidNotReadGetWhatTheyMissedWhenTheyReadAgain() throws IOException {
        LoadResult.Faults faults =
                run(new SlowCase(5, 2, 32 * 1_024, 200, Duration.ofMillis(100), Duration.ofMillis(1_300)));

        assertThat(faults.deliveries()).isPositive();
    }

    @Test
    void thoseWhoComeBackAtOnceGetWhatTheyMissed() throws IOException {
        Duration shortly = Duration.ofMillis(200);

        LoadResult.Faults faults = run(new StormCase(10, 2_000, 128, 5, 200, 40, shortly, shortly, shortly));

        assertThat(faults.deliveries()).isPositive();
    }

    private static LoadResult.Faults run(HistoryCase small) throws IOException {
        LoadResult.Faults faults = small.run(server).faults();

        assertThat(faults.isEmpty()).as(faults::toString).isTrue();
        return faults;
    }
}
