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

import io.chatrelay.benchmarks.endtoend.cases.Case;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase;
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.figures.Results;
import io.chatrelay.benchmarks.endtoend.report.Report;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.server.ServerKind;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.process.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets the servers take turns, each freshly started for every round, so that a busy minute of the machine meets all. */
final class Rounds {
    /** A busy shape makes the JIT compile what all of them use; no measured case has its destination. */
    private static final LoadCase WARM_UP = LoadCase.fanOut(100, 256, ClientKind.PLAIN);

    private final Plan plan;
    private final List<ServerKind> servers;
    private final PrintStream out;
    private final OperatingSystem system = new OperatingSystem();
    private final String loadBefore = system.loadAverage();
    private final Results results = new Results();
    private boolean faultless = true;

    Rounds(Plan plan, List<ServerKind> servers, PrintStream out) {
        this.plan = plan;
        this.servers =
                servers.stream().filter(kind -> !plan.runs(kind).isEmpty()).toList();
        this.out = out;
    }

    /**
     * Runs everything and writes the results; tells whether no message of ours was lost, doubled or out of order.
     *
     * @throws IllegalStateException when a server does not start
     */
    boolean run(Path output) throws IOException {
        Files.createDirectories(output);
        Report report = new Report(results, ServerKind.OURS);
        for (int round = 1; round <= plan.rounds(); round++) {
            for (ServerKind kind : servers) {
                out.printf("Round %d of %d: %s%n", round, plan.rounds(), kind.name());
                for (List<Case> together : plan.runs(kind)) {
                    runOnOneServer(round, kind, together, output);
                }
            }
            // After each, so that a run that is interrupted has not been in vain.
            report.write(output, conditions());
        }
        out.printf(
                "%n%s%nWritten to %s: summary.md with the pictures, raw.md, measurements.csv%n",
                report.summary(), output);
        return faultless;
    }

    private void runOnOneServer(int round, ServerKind kind, List<Case> together, Path output) throws IOException {
        Case first = together.get(0);
        try (Server server = kind.start().in(output, first.settings())) {
            if (first.isForWarmServer() && !plan.timing().warmUp().isZero()) {
                WARM_UP.run(server, plan.timing().forWarmUp());
            }
            for (Case each : together) {
                run(round, kind, server, each);
            }
        }
    }

    private void run(int round, ServerKind kind, Server server, Case each) throws IOException {
        try {
            Outcome outcome = each.run(server, plan.timing());
            results.add(round, each.name(), kind.name(), outcome);
            out.printf("  %-24s %s%n", each.name(), outcome.inShort());
            faultless &= outcome.faults().isEmpty() || !kind.isOurs();
        } catch (IllegalStateException | UncheckedIOException failure) {
            out.printf("  %-24s failed: %s%n", each.name(), failure.getMessage());
            faultless &= !kind.isOurs();
        }
    }

    private Map<String, Object> conditions() {
        return Map.of(
                "jvmOptions", String.join(" ", ServerKind.JVM_OPTIONS),
                "rounds", plan.rounds(),
                "warmUp", plan.timing().warmUp().toSeconds(),
                "settling", plan.timing().settling().toSeconds(),
                "measuring", plan.timing().measuring().toSeconds(),
                "loadBefore", loadBefore,
                "loadAfter", system.loadAverage());
    }

    /** What is measured, how often and how long. */
    record Plan(List<Case> cases, int rounds, Case.Timing timing) {
        Plan {
            cases = List.copyOf(cases);
        }

        /** Those that share a server, which all do that can, and each of the others alone. */
        List<List<Case>> runs(ServerKind kind) {
            List<List<Case>> runs = new ArrayList<>();
            List<Case> sharing = cases.stream().filter(Case::canShareServer).toList();
            if (!sharing.isEmpty()) {
                runs.add(sharing);
            }
            cases.stream()
                    .filter(each -> !each.canShareServer() && (kind.isOurs() || !each.needsLog()))
                    .map(List::of)
                    .forEach(runs::add);
            return runs;
        }
    }
}
