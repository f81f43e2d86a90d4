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

import io.chatrelay.proof.cluster.Cluster;
import io.chatrelay.proof.cluster.OwnCluster;
import io.chatrelay.proof.cluster.RunningCluster;
import io.chatrelay.proof.history.HistoryFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The command line of the proof of the delivery contract; see {@code --help}. */
public final class DeliveryProof {

    private static final int SEEDS = 1_000_000;

    private DeliveryProof() {}

    /**
     * Exit status: 1 when the contract was broken or the servers do not work, 2 when the arguments are wrong.
     *
     * @throws IOException when a server cannot be started or a history not be written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.print(ProofOptions.USAGE);
            return;
        }
        ProofOptions options;
        try {
            options = ProofOptions.parse(words, ThreadLocalRandom.current().nextInt(SEEDS));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(ProofOptions.USAGE);
            System.exit(2);
            return;
        }
        if (!prove(options, System.out)) {
            System.exit(1);
        }
    }

    /** Returns whether the contract was kept. */
    static boolean prove(ProofOptions options, PrintStream out) throws IOException {
        Files.createDirectories(options.output());
        out.println("Seed " + options.seed() + ", starting");
        try (Cluster cluster = options.nodes().isEmpty()
                        ? OwnCluster.start(options.output())
                        : new RunningCluster(options.nodes());
                ProofRun run = new ProofRun(options, cluster, out::println)) {
            ProofReport report = run.run();
            out.print(report.text());
            if (!report.isFaultless()) {
                Path file = options.output().resolve("history-" + options.seed() + ".txt.gz");
                HistoryFile.write(file, run.histories());
                out.println("The delivery contract was broken. Histories: " + file
                        + (cluster.logs().isEmpty() ? "" : ", logs of the servers: " + cluster.logs()));
            }
            return report.isFaultless();
        } catch (IllegalStateException failure) {
            out.println("The run has failed: " + failure.getMessage());
            return false;
        }
    }
}
