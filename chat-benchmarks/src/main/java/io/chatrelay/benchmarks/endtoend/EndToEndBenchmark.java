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

import io.chatrelay.benchmarks.endtoend.Rounds.Plan;
import io.chatrelay.benchmarks.endtoend.cases.Case.Timing;
import io.chatrelay.benchmarks.endtoend.server.ServerKind;
import io.chatrelay.testing.process.Interruption;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the benchmark. Exit status: 0 when all messages of ours arrived once and in order, 1 when one did not
 * or the run failed, 2 when an argument is wrong, 130 when the run was interrupted.
 */
@Command(
        name = "./benchmark",
        description = {
            "Measures Chat Relay (with its Kafka) and Spring's simple broker side by side.",
            "The same with --jmh in front takes arguments of JMH and measures single classes."
        },
        footer = "%nExit status: 0 all messages of Chat Relay arrived once and in order, 1 one did not or the run"
                + " failed, 2 a wrong argument, 130 interrupted.",
        sortOptions = false)
public final class EndToEndBenchmark implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Timing QUICK =
            new Timing(Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(2), PATIENCE);

    /** After a change of load the JVMs compile for seconds, and a Kafka broker has twice as much to compile. */
    private static final Timing STANDARD =
            new Timing(Duration.ofSeconds(20), Duration.ofSeconds(8), Duration.ofSeconds(4), PATIENCE);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "one short round of a few cases, to see that it works")
    private boolean quick;

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "<name>",
            description = "separated by commas: fan-out-<subscribers>-<bytes>, rooms-<messages/s>, rooms-max,"
                    + " stalled-<readers>, idle-<connections>; or fan-out, rooms, stalled, idle for all of a kind; with"
                    + " -deflate at the end, clients of fan-out, rooms and idle offer permessage-deflate. Not by"
                    + " default, and of Chat Relay only: last-warm, last-cold, slow, storm; or history for all of them")
    private List<String> cases = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "<number>",
            description = "freshly started servers so many times (default: 3, with --quick 1)")
    private @Nullable Integer rounds;

    @Option(
            names = "--url",
            paramLabel = "<address>",
            description = "measures the STOMP server at this ws:// address, too")
    private @Nullable URI url;

    @Option(
            names = "--pids",
            split = ",",
            paramLabel = "<id>",
            description = "its processes, separated by commas, for its CPU and memory")
    private List<Long> processes = List.of();

    @Option(names = "--output", paramLabel = "<path>", description = "for the results (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("chat-benchmarks", "target", "benchmark");

    @Option(names = "--help", usageHelp = true, description = "print this text")
    private boolean help;

    public static void main(String[] arguments) {
        // For the Kafka client that writes the past: it tells a lot.
        System.setProperty("logback.configurationFile", "io/chatrelay/embedded/logback-main.xml");
        // The charts need no screen.
        System.setProperty("java.awt.headless", "true");
        Interruption interruption = Interruption.handle(
                System.err, "Interrupted: no server is left, and rounds that ended have been written");
        int status = commandLine(new EndToEndBenchmark(), System.err, interruption::hasHappened)
                .execute(arguments);
        interruption.finished();
        System.exit(status);
    }

    /** Whatever goes wrong is one line, with the last lines of a server that did not start. */
    static CommandLine commandLine(EndToEndBenchmark benchmark, PrintStream errors, BooleanSupplier interrupted) {
        return new CommandLine(benchmark)
                .setParameterExceptionHandler((wrong, words) -> {
                    errors.println(wrong.getMessage() + "; see ./benchmark --help");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof IOException || failure instanceof IllegalStateException)) {
                        throw failure;
                    }
                    if (!interrupted.getAsBoolean()) {
                        errors.println("The run failed: " + failure.getMessage());
                    }
                    return ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws IOException {
        if (new Rounds(plan(), servers(), System.out).run(output)) {
            return ExitCode.OK;
        }
        System.err.println("Messages of ours were lost, doubled or out of order, or a case failed: see above");
        return ExitCode.SOFTWARE;
    }

    Plan plan() {
        CaseNames names = new CaseNames(quick ? CaseNames.QUICK_HISTORY : CaseNames.HISTORY);
        int number = rounds != null ? rounds : quick ? 1 : 3;
        if (number < 1) {
            throw wrong("--rounds: " + number + " (expected: a number from 1)");
        }
        try {
            List<String> wanted = !cases.isEmpty() ? cases : quick ? CaseNames.QUICK : CaseNames.STANDARD;
            return new Plan(names.parse(wanted), number, quick ? QUICK : STANDARD);
        } catch (IllegalArgumentException unknown) {
            throw wrong("--cases: " + unknown.getMessage());
        }
    }

    List<ServerKind> servers() {
        List<ServerKind> servers =
                new ArrayList<>(List.of(ServerKind.ours(), ServerKind.simpleBroker(ServerKind.JVM_OPTIONS)));
        if (url != null) {
            if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
                throw wrong("--url: " + url + " (expected: ws://<host>:<port>/<path>)");
            }
            servers.add(ServerKind.at(url, processes));
        } else if (!processes.isEmpty()) {
            throw wrong("--pids: " + processes + " (expected: together with --url)");
        }
        return servers;
    }

    Path output() {
        return output;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
