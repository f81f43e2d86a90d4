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

import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.load.Pace;
import io.chatrelay.benchmarks.endtoend.process.ServerKind;
import io.chatrelay.benchmarks.endtoend.process.ServerKinds;
import io.chatrelay.benchmarks.endtoend.stalled.StalledCase;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.FaultyServer;
import io.chatrelay.testing.process.Server;
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

    private static final LoadCase CASE =
            new LoadCase("small", 1, 2, false, 64, new Pace.FixedRate(200), ClientKind.PLAIN);

    private static final StalledCase.Flow FLOW = new StalledCase.Flow(20, 64, 500);

    private static final StalledCase STALLED = new StalledCase(1, FLOW, FLOW, Duration.ofMillis(300));

    /** How the sixth message of any publisher begins. */
    private static final String SIXTH = "00000000" + "0".repeat(15) + "5";

    /** Messages of the warm-up are larger than any here. */
    private static final int WARM_UP_BYTES = 256;

    private static final Duration SHORT = Duration.ofMillis(50);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void onlyAFaultOfOursMakesTheRunFail() throws IOException {
        assertThat(run(ServerKinds.OURS, body -> List.of(body, body))).isFalse();
        assertThat(run(ServerKinds.OURS, List::of)).isTrue();
    }

    @Test
    void onlyWhatOursLosesBesideStalledReadersMakesTheRunFail() throws IOException {
        Plan plan = new Plan(List.of(), List.of(STALLED), List.of(), 1, SHORT, SHORT, SHORT);
        Function<String, List<String>> fault =
                body -> body.startsWith(SIXTH) && body.length() < WARM_UP_BYTES ? List.of() : List.of(body);

        assertThat(run(plan, kind(ServerKinds.OURS, fault))).isFalse();
        assertThat(run(plan, kind("another", fault))).isTrue();
        assertThat(run(plan, kind(ServerKinds.OURS, List::of))).isTrue();
    }

    @Test
    void faultOfAnotherIsReportedOnly() throws IOException {
        assertThat(run("another", body -> List.of(body, body))).isTrue();
        assertThat(this.directory.resolve("performance.md"))
                .content()
                .containsPattern("\\| small \\| another \\|.* 0 \\| [1-9]");
    }

    @Test
    void serversTakeTurns() throws IOException {
        Plan plan = new Plan(List.of(CASE), List.of(), List.of(), 2, SHORT, SHORT, SHORT);

        run(plan, kind(ServerKinds.OURS, List::of), kind("another", List::of));

        assertThat(this.printed.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("Round")))
                .containsExactly(
                        "Round 1 of 2: Chat Relay",
                        "Round 1 of 2: another",
                        "Round 2 of 2: Chat Relay",
                        "Round 2 of 2: another");
    }

    private boolean run(String name, Function<String, List<String>> fault) throws IOException {
        return run(new Plan(List.of(CASE), List.of(), List.of(), 1, SHORT, SHORT, SHORT), kind(name, fault));
    }

    private boolean run(Plan plan, ServerKind... kinds) throws IOException {
        PrintStream out = new PrintStream(this.printed, true, StandardCharsets.UTF_8);
        return new Rounds(plan, List.of(kinds), out).run(this.directory);
    }

    private static ServerKind kind(String name, Function<String, List<String>> fault) {
        return new ServerKind() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Server start(Path logs) throws IOException {
                return new FaultyServer(fault);
            }
        };
    }
}
