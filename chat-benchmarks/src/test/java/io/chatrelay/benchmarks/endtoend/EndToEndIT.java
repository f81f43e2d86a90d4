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

import io.chatrelay.benchmarks.endtoend.load.Compression;
import io.chatrelay.benchmarks.endtoend.load.IdleCase;
import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.IdleRun;
import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.load.Pace;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.process.ServerKind;
import io.chatrelay.benchmarks.endtoend.process.ServerKinds;
import io.chatrelay.benchmarks.endtoend.stalled.StalledCase;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.process.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark, small: that every message arrives, never how fast. */
class EndToEndIT {

    private static final List<LoadCase> CASES = List.of(
            LoadCase.fanOut(10, 128),
            LoadCase.fanOut(20, 1024),
            LoadCase.rooms(6, 4, new Pace.FixedRate(200)),
            LoadCase.rooms(6, 4, new Pace.ClosedLoop(1)),
            LoadCase.fanOut(10, 1024).deflating());

    /** Fewer messages than make a server stuck. */
    private static final StalledCase STALLED = new StalledCase(
            2, new StalledCase.Flow(100, 1_024, 1_000), new StalledCase.Flow(20, 128, 200), Duration.ofSeconds(30));

    @TempDir
    Path directory;

    @Test
    void everyMessageArrivesOnceAndThoseOfOursInOrder() throws IOException {
        Plan plan = plan(CASES, List.of());

        boolean faultless = run(plan, ServerKinds.ours(), ServerKinds.simpleBroker());

        assertThat(faultless).isTrue();
        List<String[]> runs = Files.readAllLines(this.directory.resolve("measurements.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        assertThat(runs).hasSize(2 * CASES.size()).allSatisfy(run -> {
            assertThat(Long.parseLong(run[3])).as("measured deliveries").isPositive();
            assertThat(Double.parseDouble(run[4])).as("CPU of the servers").isPositive();
            assertThat(run[13]).as("lost").isEqualTo("0");
            assertThat(run[14]).as("doubled").isEqualTo("0");
        });
        assertThat(this.directory.resolve("performance.md"))
                .content()
                .contains("| fan-out-10-128 | Chat Relay |", "| rooms-max | simple broker |")
                .containsPattern("fan-out-10-1024-deflate \\| simple broker \\| agreed \\| \\d{3} \\|");
        assertThat(this.directory.resolve("performance.svg")).content().contains("</svg>");
    }

    @Test
    void nobodyMissesAMessageOfOursBesideReadersThatStall() throws IOException {
        boolean faultless = run(plan(List.of(), List.of(STALLED)), ServerKinds.ours());

        assertThat(faultless).isTrue();
        assertThat(this.directory.resolve("performance.md"))
                .content()
                .contains("| stalled-2 | Chat Relay | 2 | healthy reader | 100 | 100 |");
    }

    @Test
    void memoryOfIdleConnectionsIsKnown() throws IOException {
        try (Server server = ServerKinds.simpleBroker().start(this.directory)) {
            IdleResult result = new IdleRun(new OperatingSystem(), server).run(new IdleCase(48, ClientKind.DEFLATING));

            assertThat(result.connections()).isEqualTo(50);
            assertThat(result.compression()).isEqualTo(Compression.AGREED);
            assertThat(result.heap()).isPresent();
            assertThat(result.resident()).isPresent();
        }
    }

    private static Plan plan(List<LoadCase> loads, List<StalledCase> stalled) {
        return new Plan(
                loads, stalled, List.of(), 1, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(500));
    }

    private boolean run(Plan plan, ServerKind... servers) throws IOException {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return new Rounds(plan, List.of(servers), out).run(this.directory);
    }
}
