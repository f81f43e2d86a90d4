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

import io.chatrelay.benchmarks.endtoend.Rounds.Plan;
import io.chatrelay.benchmarks.endtoend.cases.Case;
import io.chatrelay.benchmarks.endtoend.cases.Case.Timing;
import io.chatrelay.benchmarks.endtoend.cases.IdleCase;
import io.chatrelay.benchmarks.endtoend.cases.LastCase;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase.Pace;
import io.chatrelay.benchmarks.endtoend.cases.SlowCase;
import io.chatrelay.benchmarks.endtoend.cases.StalledCase;
import io.chatrelay.benchmarks.endtoend.cases.StormCase;
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.server.RelayServer;
import io.chatrelay.benchmarks.endtoend.server.ServerKind;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.process.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of case, small, on one server of each kind: that every message arrives once and in order, never how fast. */
class EndToEndIT {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Timing TIMING =
            new Timing(Duration.ZERO, SHORT, Duration.ofMillis(400), Duration.ofSeconds(15));

    /** Most of the time goes into starting servers, for which compiling quickly counts more than code that runs quickly. */
    private static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    static Path directory;

    private static RelayServer relay;
    private static Server simpleBroker;

    @BeforeAll
    static void startBoth() throws IOException {
        CompletableFuture<Server> other = CompletableFuture.supplyAsync(() -> {
            try {
                return ServerKind.simpleBroker(JVM_OPTIONS).start().in(directory, List.of());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        relay = RelayServer.start(JVM_OPTIONS, directory, List.of("--chat.relay.topic.partitions=1"));
        simpleBroker = other.join();
    }

    @AfterAll
    static void endBoth() {
        relay.close();
        simpleBroker.close();
    }

    @Test
    void everyKindOfCaseShowsFiguresOfBothServersAndNoFaultOfOurs() throws IOException {
        List<Case> cases = List.of(
                LoadCase.fanOut(10, 128, ClientKind.PLAIN),
                LoadCase.fanOut(10, 1024, ClientKind.DEFLATING),
                LoadCase.rooms(6, 4, new Pace.FixedRate(200), ClientKind.PLAIN),
                LoadCase.rooms(6, 4, new Pace.ClosedLoop(1), ClientKind.PLAIN),
                // Fewer messages than make a server stuck.
                new StalledCase(
                        2,
                        new StalledCase.Flow(100, 1_024, 1_000),
                        new StalledCase.Flow(20, 128, 200),
                        Duration.ofSeconds(30)),
                new IdleCase(48, ClientKind.DEFLATING));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        boolean faultless = new Rounds(
                        new Plan(cases, 1, TIMING),
                        List.of(kept(ServerKind.OURS, relay), kept("simple broker", simpleBroker)),
                        out)
                .run(directory);

        assertThat(faultless).as(() -> printed.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(directory.resolve("measurements.csv"))
                .content()
                .contains(
                        "1,fan-out-10-1024-deflate,simple broker,\"\",compressed connections %,100.0",
                        "1,fan-out-10-1024-deflate,Chat Relay,\"\",compressed connections %,0.0",
                        "1,idle-48-deflate,Chat Relay,\"\",clients,50.0",
                        "1,stalled-2,Chat Relay,\"2 do not read: healthy reader\",received,100.0")
                .contains(
                        "1,rooms-200,Chat Relay,\"\",CPU µs/delivery,",
                        "1,rooms-max,simple broker,\"\",CPU µs/delivery,",
                        "1,idle-48-deflate,simple broker,\"\",heap KiB/connection,",
                        "1,idle-48-deflate,Chat Relay,\"\",RSS KiB/connection,");
        assertThat(directory.resolve("summary.md"))
                .content()
                .contains("performance-cost.svg", "performance-latency.svg", "performance-memory.svg")
                .containsPattern("Chat Relay: of [\\d,]+ deliveries none lost, doubled or out of order");
    }

    static Stream<Case> past() {
        return Stream.of(
                new LastCase(false, 2_000, 4, Duration.ZERO),
                new SlowCase(1, 1, 32 * 1_024, 160, SHORT, Duration.ofMillis(1_300)),
                new StormCase(10, 2_000, 128, 5, 200, 40, SHORT, SHORT, SHORT),
                new LastCase(true, 2_000, 1, SHORT));
    }

    @ParameterizedTest
    @MethodSource("past")
    void newcomersAndThoseWhoWereBehindMissNothing(Case small) throws IOException {
        Outcome outcome = small.run(relay, TIMING);

        assertThat(outcome.faults().isEmpty()).as(outcome::inShort).isTrue();
        assertThat(outcome.faults().deliveries()).isPositive();
        assertThat(outcome.rows()).contains(outcome.headline()).hasSizeGreaterThan(1);
    }

    private static ServerKind kept(String name, Server server) {
        return new ServerKind(name, (logs, settings) -> new Kept(server));
    }

    /** A server that outlives the rounds. */
    private record Kept(Server server) implements Server {
        @Override
        public URI address() {
            return server.address();
        }

        @Override
        public List<Long> processes() {
            return server.processes();
        }

        @Override
        public OptionalLong liveHeapBytes() {
            return server.liveHeapBytes();
        }

        @Override
        public void close() {
            // The test ends it.
        }
    }
}
