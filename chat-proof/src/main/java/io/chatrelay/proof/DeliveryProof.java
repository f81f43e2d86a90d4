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
package io.chatrelay.proof;

import io.chatrelay.proof.account.DestinationHistory;
import io.chatrelay.proof.cluster.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The program of {@code ./prove}; its exit status is 0 only if the delivery contract was kept. */
@Command(
        name = "./prove",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Checks the delivery contract from outside: clients publish, subscribe and resume while servers are"
                        + " killed and connections drop, and every message is accounted for.",
        footer = "Exit status: 0 the contract was kept, 1 it was broken or the run has failed, 2 an argument is wrong,"
                + " 130 interrupted.")
public final class DeliveryProof implements Callable<Integer> {
    static final int FAILED = 1;
    static final int WRONG_ARGUMENT = 2;
    static final int INTERRUPTED = 130;

    private static final int CONNECT_LIMIT_MILLIS = 5_000;
    private static final long END_LIMIT_SECONDS = 20;

    private final PrintWriter out;

    @Mixin
    private ProofOptions options = new ProofOptions();

    @Option(names = "--help", usageHelp = true, description = "print this text")
    private boolean help;

    private DeliveryProof(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/chatrelay/proof/logback.xml");
        AtomicBoolean decided = new AtomicBoolean();
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (decided.compareAndSet(false, true)) {
                System.err.println("Interrupted, ending the servers");
                main.interrupt();
                join(main);
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        }));
        int status = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        if (decided.compareAndSet(false, true)) {
            System.exit(status);
        }
    }

    private static void join(Thread main) {
        try {
            main.join(TimeUnit.SECONDS.toMillis(END_LIMIT_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return parser(new DeliveryProof(out))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, words) -> {
                    err.println(wrong.getMessage() + "; ./prove --help lists the options");
                    return WRONG_ARGUMENT;
                })
                .setExecutionExceptionHandler((failure, command, result) -> {
                    err.println("The run has failed: " + failure.getMessage());
                    return FAILED;
                })
                .execute(arguments);
    }

    /** Of an option that is given twice, the last one counts. */
    static CommandLine parser(Object options) {
        return new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true);
    }

    @Override
    public Integer call() throws IOException {
        try {
            options.check();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(new CommandLine(this), String.valueOf(wrong.getMessage()), wrong);
        }
        options.nodes.forEach(DeliveryProof::reach);
        Files.createDirectories(options.output);
        out.println("Seed " + options.seed + ", starting");
        try (@Nullable Cluster cluster = options.nodes.isEmpty() ? Cluster.start(options.output) : null) {
            return prove(options, cluster, out) ? 0 : FAILED;
        } catch (CancellationException interrupted) {
            return INTERRUPTED;
        }
    }

    private static void reach(URI node) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), CONNECT_LIMIT_MILLIS);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "--nodes=%s cannot be reached (%s), start it or correct the address"
                            .formatted(node, failure.getMessage()),
                    failure);
        }
    }

    /** Returns whether the contract was kept. */
    static boolean prove(ProofOptions options, @Nullable Cluster cluster, PrintWriter out) throws IOException {
        try (ProofRun run = new ProofRun(options, cluster, out::println)) {
            ProofReport report = run.run();
            out.print(report.text());
            out.flush();
            if (!report.isFaultless()) {
                Path file = options.output.resolve("history-" + options.seed + ".txt.gz");
                write(report.histories(), file);
                out.println("The delivery contract was broken. Histories: " + file
                        + (cluster == null ? "" : ", logs of the servers: " + options.output));
            }
            return report.isFaultless();
        }
    }

    private static void write(List<DestinationHistory> histories, Path file) throws IOException {
        try (PrintWriter lines =
                new PrintWriter(new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            histories.forEach(history -> history.write(lines));
            if (lines.checkError()) {
                throw new IOException("Cannot write " + file);
            }
        }
    }
}
