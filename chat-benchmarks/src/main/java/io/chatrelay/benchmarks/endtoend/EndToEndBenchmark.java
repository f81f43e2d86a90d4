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

import java.io.IOException;
import java.util.List;

/** The command line of the benchmark; see {@code --help}. */
public final class EndToEndBenchmark {

    private EndToEndBenchmark() {}

    /**
     * Exit status: 1 when a message of ours was lost, doubled or out of order, 2 when the arguments are wrong.
     *
     * @throws IOException when a server cannot be started or a result not be written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(words);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        // For the Kafka client that writes the past: it tells a lot.
        System.setProperty("logback.configurationFile", "io/chatrelay/embedded/logback-main.xml");
        boolean faultless = new Rounds(options.plan(), options.servers(), System.out).run(options.output());
        if (!faultless) {
            System.err.println("Messages of ours were lost, doubled or out of order: see the tables");
            System.exit(1);
        }
    }
}
