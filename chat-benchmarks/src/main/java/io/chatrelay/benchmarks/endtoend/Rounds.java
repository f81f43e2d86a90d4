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

import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.IdleRun;
import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.load.LoadRun;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.process.Server;
import io.chatrelay.benchmarks.endtoend.process.ServerKind;
import io.chatrelay.benchmarks.endtoend.process.ServerKinds;
import io.chatrelay.benchmarks.endtoend.report.Results;
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
        this.servers = List.copyOf(servers);
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
                runIdle(server, output);
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
        boolean ours = kind.name().equals(ServerKinds.OURS);
        try {
            LoadResult result = run.run(load, this.plan.settling(), this.plan.measuring());
            this.results.add(load.name(), kind.name(), result);
            this.out.printf("  %-18s %s%n", load.name(), result.summary());
            this.faultless &= result.faults().isEmpty() || !ours;
        } catch (IllegalStateException | UncheckedIOException failure) {
            this.out.printf("  %-18s failed: %s%n", load.name(), failure);
            this.faultless &= !ours;
        }
    }

    /** Each number in a server of its own: what earlier connections have left behind would count otherwise. */
    private void runIdle(ServerKind kind, Path output) throws IOException {
        for (int connections : this.plan.idle()) {
            try (Server server = kind.start(output)) {
                IdleResult result = new IdleRun(this.system, server).run(connections);
                this.results.add("idle-" + connections, kind.name(), result);
                this.out.printf(
                        "  %-18s %8.1f KiB of heap, %.1f KiB of RSS per connection%n",
                        "idle-" + connections,
                        result.heap().orElse(Double.NaN),
                        result.resident().orElse(Double.NaN));
            }
        }
    }
}
