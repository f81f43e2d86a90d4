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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrelay.benchmarks.endtoend.Rounds.Plan;
import io.chatrelay.benchmarks.endtoend.cases.Case;
import io.chatrelay.benchmarks.endtoend.cases.Case.Timing;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase.Pace;
import io.chatrelay.benchmarks.endtoend.cases.StalledCase;
import io.chatrelay.benchmarks.endtoend.server.ServerKind;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.FaultyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTests {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Timing TIMING =
            new Timing(Duration.ZERO, SHORT, Duration.ofMillis(60), Duration.ofMillis(100));
    private static final Case LOAD = LoadCase.rooms(1, 2, new Pace.FixedRate(200), ClientKind.PLAIN);
    private static final StalledCase.Flow FLOW = new StalledCase.Flow(20, 64, 500);
    private static final Case STALLED = new StalledCase(1, FLOW, FLOW, Duration.ofMillis(300));

    /** How the sixth message of the first publisher begins. */
    private static final String SIXTH = "00000000" + "0".repeat(15) + "5";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void onlyAFaultOfOursMakesTheRunFail() throws IOException {
        Function<String, List<String>> doubles = body -> List.of(body, body);

        assertThat(run(1, LOAD, kind(ServerKind.OURS, doubles))).isFalse();
        assertThat(run(1, LOAD, kind("another", doubles))).isTrue();
        assertThat(run(1, LOAD, kind(ServerKind.OURS, List::of))).isTrue();
    }

    @Test
    void onlyWhatOursLosesBesideStalledReadersMakesTheRunFail() throws IOException {
        Function<String, List<String>> loses = body -> body.startsWith(SIXTH) ? List.of() : List.of(body);

        assertThat(run(1, STALLED, kind(ServerKind.OURS, loses))).isFalse();
        assertThat(run(1, STALLED, kind("another", loses))).isTrue();
        assertThat(run(1, STALLED, kind(ServerKind.OURS, List::of))).isTrue();
    }

    @Test
    void serversTakeTurnsAndTheSummaryIsWhatIsReadLast() throws IOException {
        run(2, LOAD, kind(ServerKind.OURS, List::of), kind("another", body -> List.of(body, body)));

        assertThat(printed().lines().filter(line -> line.startsWith("Round")))
                .containsExactly(
                        "Round 1 of 2: Chat Relay",
                        "Round 1 of 2: another",
                        "Round 2 of 2: Chat Relay",
                        "Round 2 of 2: another");
        assertThat(printed().substring(printed().indexOf("Figures of Chat Relay / another")))
                .contains("| rooms-200 |", "deliveries none lost, doubled or out of order; another: of", "summary.md");
        assertThat(directory.resolve("summary.md")).content().contains("performance-latency.svg");
        assertThat(directory.resolve("raw.md")).content().containsPattern("\\| rooms-200 \\| another +\\|");
        assertThat(directory.resolve("measurements.csv")).content().contains("2,rooms-200,another,\"\",p99 ms,");
    }

    @Test
    void serverThatDoesNotStartEndsTheRun() {
        ServerKind broken = new ServerKind(ServerKind.OURS, (logs, settings) -> {
            throw new IllegalStateException("port 4711 is in use");
        });

        assertThatIllegalStateException().isThrownBy(() -> run(1, LOAD, broken)).withMessage("port 4711 is in use");
    }

    @Test
    void caseOfThePastIsNotForServersWithoutALog() {
        Plan past = new Plan(CaseNames.QUICK_HISTORY, 1, TIMING);

        assertThat(past.runs(kind("another", List::of))).isEmpty();
        assertThat(past.runs(kind(ServerKind.OURS, List::of))).hasSize(4);
    }

    private boolean run(int rounds, Case only, ServerKind... kinds) throws IOException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Rounds(new Plan(List.of(only), rounds, TIMING), List.of(kinds), out).run(directory);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static ServerKind kind(String name, Function<String, List<String>> fault) {
        return new ServerKind(name, (logs, settings) -> new FaultyServer(fault));
    }
}
