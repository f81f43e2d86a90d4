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

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.load.IdleCase;
import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.IdleRun;
import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.load.LoadRun;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import io.chatrelay.benchmarks.endtoend.process.ServerKind;
import io.chatrelay.benchmarks.endtoend.process.ServerKinds;
import io.chatrelay.benchmarks.endtoend.report.Results;
import io.chatrelay.benchmarks.endtoend.stalled.StalledCase;
import io.chatrelay.benchmarks.endtoend.stalled.StalledResult;
import io.chatrelay.benchmarks.endtoend.stalled.StalledRun;
import io.chatrelay.testing.process.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Lets the servers take turns, each freshly started for every round, so that a busy minute of the machine meets all. */
final class Rounds {

    /** A busy shape makes the JIT compile what all of them use; no measured case has its destination. */
    private static final LoadCase WARM_UP = LoadCase.fanOut(100, 256);

    private final Plan plan;

    private final List<ServerKind> servers;

    private final PrintStream out;

    private final OperatingSystem system = new OperatingSystem();

    private final Results results = new Results();

    private boolean faultless = true;

    Rounds(Plan plan, List<ServerKind> servers, PrintStream out) {
        this.plan = plan;
        this.servers = servers.stream()
                .filter(server -> isOurs(server) || !plan.isForOursOnly())
                .toList();
        this.out = out;
    }

    /** Runs everything and writes the results; tells whether no message of ours was lost, doubled or out of order. */
    boolean run(Path output) throws IOException {
        Files.createDirectories(output);
        ResultFiles files = new ResultFiles(this.plan, this.system.loadAverage());
        String tables = "";
        for (int round = 1; round <= this.plan.rounds(); round++) {
            for (ServerKind server : this.servers) {
                this.out.printf("Round %d of %d: %s%n", round, this.plan.rounds(), server.name());
                runLoads(server, output);
                runStalled(server, output);
                runIdle(server, output);
                runHistory(server, output);
            }
            // After each, so that a run that is interrupted has not been in vain.
            tables = files.write(this.results, output, this.system.loadAverage());
        }
        this.out.println(tables);
        return this.faultless;
    }

    private void runLoads(ServerKind kind, Path output) throws IOException {
        if (this.plan.loads().isEmpty()) {
            return;
        }
        try (Server server = kind.start(output)) {
            LoadRun run = new LoadRun(this.system, server);
            run.run(WARM_UP, this.plan.warmUp(), Duration.ZERO);
            for (LoadCase load : this.plan.loads()) {
                runLoad(kind, run, load);
            }
        }
    }

    private void runLoad(ServerKind kind, LoadRun run, LoadCase load) {
        boolean ours = isOurs(kind);
        try {
            LoadResult result = run.run(load, this.plan.settling(), this.plan.measuring());
            this.results.add(load.name(), kind.name(), result);
            this.out.printf("  %-24s %s%n", load.name(), result.summary());
            this.faultless &= result.faults().isEmpty() || !ours;
        } catch (IllegalStateException | UncheckedIOException failure) {
            this.out.printf("  %-24s failed: %s%n", load.name(), failure);
            this.faultless &= !ours;
        }
    }

    /** Each in a server of its own, because it may leave one that serves nobody any more. */
    private void runStalled(ServerKind kind, Path output) throws IOException {
        for (StalledCase stalled : this.plan.stalled()) {
            boolean ours = isOurs(kind);
            try (Server server = kind.start(output)) {
                new LoadRun(this.system, server).run(WARM_UP, this.plan.warmUp(), Duration.ZERO);
                StalledResult result = new StalledRun(server).run(stalled);
                this.results.add(stalled.name(), kind.name(), result);
                this.out.printf("  %-24s %s%n", stalled.name(), result.summary());
                this.faultless &= result.isFaultless() || !ours;
            } catch (IllegalStateException | UncheckedIOException failure) {
                this.out.printf("  %-24s failed: %s%n", stalled.name(), failure);
                this.faultless &= !ours;
            }
        }
    }

    private void runHistory(ServerKind kind, Path output) throws IOException {
        for (HistoryCase history : isOurs(kind) ? this.plan.history() : List.<HistoryCase>of()) {
            try (RelayServer server = RelayServer.start(output, history.settings())) {
                if (history.isForWarmNode()) {
                    new LoadRun(this.system, server).run(WARM_UP, this.plan.warmUp(), Duration.ZERO);
                }
                HistoryResult result = history.run(server);
                this.results.add(history.name(), kind.name(), result);
                this.out.printf("  %-24s %s%n", history.name(), result.summary());
                this.faultless &= result.faults().isEmpty();
            } catch (IllegalStateException | UncheckedIOException failure) {
                this.out.printf("  %-24s failed: %s%n", history.name(), failure);
                this.faultless = false;
            }
        }
    }

    private static boolean isOurs(ServerKind kind) {
        return kind.name().equals(ServerKinds.OURS);
    }

    /** Each number in a server of its own: what earlier connections have left behind would count otherwise. */
    private void runIdle(ServerKind kind, Path output) throws IOException {
        for (IdleCase idle : this.plan.idle()) {
            try (Server server = kind.start(output)) {
                IdleResult result = new IdleRun(this.system, server).run(idle);
                this.results.add(idle.name(), kind.name(), result);
                this.out.printf(
                        "  %-24s %8.1f KiB of heap, %.1f KiB of RSS per connection%n",
                        idle.name(),
                        result.heap().orElse(Double.NaN),
                        result.resident().orElse(Double.NaN));
            }
        }
    }
}
