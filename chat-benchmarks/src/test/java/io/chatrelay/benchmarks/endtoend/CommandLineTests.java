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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatrelay.benchmarks.endtoend.Rounds.Plan;
import io.chatrelay.benchmarks.endtoend.cases.Case;
import io.chatrelay.benchmarks.endtoend.cases.IdleCase;
import io.chatrelay.benchmarks.endtoend.cases.LastCase;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase;
import io.chatrelay.benchmarks.endtoend.cases.StalledCase;
import io.chatrelay.benchmarks.endtoend.server.ServerKind;
import io.chatrelay.testing.client.ClientKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTests {
    @Test
    void withoutArgumentsMeasuresEverythingThreeTimes() {
        EndToEndBenchmark benchmark = parsed();

        assertThat(benchmark.plan().rounds()).isEqualTo(3);
        assertThat(names(benchmark.plan()))
                .hasSize(13)
                .contains("fan-out-1000-1024", "rooms-5000", "stalled-5", "idle-5000");
        assertThat(benchmark.servers()).extracting(ServerKind::name).containsExactly("Chat Relay", "simple broker");
        assertThat(benchmark.output()).isEqualTo(Path.of("chat-benchmarks/target/benchmark"));
    }

    @Test
    void casesAreNamedOneByOneOrAllOfAKind() {
        Plan plan = parsed("--cases=fan-out-7-99,rooms,stalled-7,idle-20", "--rounds", "2", "--quick")
                .plan();

        assertThat(names(plan))
                .containsExactly(
                        "fan-out-7-99", "rooms-500", "rooms-2000", "rooms-5000", "rooms-max", "stalled-7", "idle-20");
        assertThat(plan.cases()).contains(StalledCase.of(7));
        assertThat(plan.rounds()).isEqualTo(2);
    }

    @Test
    void clientsOfACaseOfferCompressionWhenItsNameSaysSo() {
        Plan plan = parsed("--cases=fan-out-7-99-deflate,rooms-max-deflate,rooms-max,idle-20-deflate")
                .plan();

        assertThat(names(plan))
                .containsExactly("fan-out-7-99-deflate", "rooms-max-deflate", "rooms-max", "idle-20-deflate");
        assertThat(plan.cases().stream().filter(LoadCase.class::isInstance).map(LoadCase.class::cast))
                .extracting(load -> load.shape().clients())
                .containsExactly(ClientKind.DEFLATING, ClientKind.DEFLATING, ClientKind.PLAIN);
        assertThat(plan.cases()).contains(new IdleCase(20, ClientKind.DEFLATING));
    }

    @Test
    void pastIsMeasuredOnlyWhenItIsAskedFor() {
        assertThat(parsed().plan().cases()).noneMatch(Case::needsLog);
        assertThat(parsed("--cases=last-cold").plan().cases()).containsExactly(LastCase.cold());
        assertThat(parsed("--cases=history").plan().cases()).containsExactlyElementsOf(CaseNames.HISTORY);
        assertThat(parsed("--cases=history", "--quick").plan().cases())
                .containsExactlyElementsOf(CaseNames.QUICK_HISTORY);
    }

    @Test
    void anotherServerJoinsTheRounds() {
        EndToEndBenchmark benchmark = parsed("--url=ws://127.0.0.1:15674/ws", "--pids=12,13", "--output=/tmp/x");

        assertThat(benchmark.servers()).extracting(ServerKind::name).endsWith("ws://127.0.0.1:15674/ws");
        assertThat(benchmark.output()).isEqualTo(Path.of("/tmp/x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--unknown",
                "more",
                "--quick=yes",
                "--rounds",
                "--rounds=0",
                "--rounds=x",
                "--cases=fan",
                "--cases=deflate",
                "--cases=idle-0",
                "--cases=stalled-5-deflate",
                "--cases=",
                "--pids=12",
                "--pids=x",
                "--url=http://localhost/",
                "--url=ws://localhost"
            })
    void wrongArgumentIsOneLineAndStatus2(String argument) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(printed, true, StandardCharsets.UTF_8);

        int status = EndToEndBenchmark.commandLine(new EndToEndBenchmark(), errors, () -> false)
                .execute(argument);

        assertThat(status).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(argument.split("=")[0], "see ./benchmark --help");
    }

    @Test
    void unknownCaseIsNamed() {
        assertThatThrownBy(() -> parsed("--cases=fan-out-10-128,fan").plan())
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("--cases: Unknown case: fan (expected: fan-out-<subscribers>-<bytes>");
    }

    @Test
    void helpNamesEveryOptionAndExitStatus() {
        String help = new CommandLine(new EndToEndBenchmark()).getUsageMessage();

        assertThat(help)
                .contains("--quick", "--cases", "--rounds", "--url", "--pids", "--output", "2 a wrong", "130 interr");
    }

    private static EndToEndBenchmark parsed(String... arguments) {
        EndToEndBenchmark benchmark = new EndToEndBenchmark();
        new CommandLine(benchmark).parseArgs(arguments);
        return benchmark;
    }

    private static List<String> names(Plan plan) {
        return plan.cases().stream().map(Case::name).toList();
    }
}
