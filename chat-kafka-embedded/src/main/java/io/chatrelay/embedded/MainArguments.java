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
package io.chatrelay.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of {@link EmbeddedKafkaMain}, parsed. */
record MainArguments(boolean help, EmbeddedKafkaSettings settings) {

    static final String USAGE = """
            Usage: java -cp <class path> io.chatrelay.embedded.EmbeddedKafkaMain [options]

            Runs a Kafka broker on 127.0.0.1 until it is told to stop (SIGTERM or Ctrl+C). When clients can
            connect, it prints one line: READY <host>:<port>.

              --port=<number>            port to listen on, 0 for any free one (default: 9092)
              --data-directory=<path>    where the log is kept over restarts (default: a temporary
                                         directory that is deleted when the broker stops)
              --help                     print this text
            """;

    // Kafka's own default, so that clients without a port of their own find it.
    private static final int DEFAULT_PORT = 9092;

    private static final String PORT = "--port=";
    private static final String DATA_DIRECTORY = "--data-directory=";
    private static final String HELP = "--help";

    /**
     * Parses the arguments; of one given twice, the last counts.
     *
     * @throws IllegalArgumentException when one is unknown or has no valid value; the message says which
     */
    static MainArguments parse(List<String> arguments) {
        boolean help = false;
        int port = DEFAULT_PORT;
        @Nullable Path dataDirectory = null;
        for (String argument : arguments) {
            if (argument.equals(HELP)) {
                help = true;
            } else if (argument.startsWith(PORT)) {
                port = port(argument);
            } else if (argument.startsWith(DATA_DIRECTORY)) {
                dataDirectory = dataDirectory(argument);
            } else {
                throw new IllegalArgumentException(
                        "Unknown argument: " + argument + " (expected: --port=<number> or --data-directory=<path>)");
            }
        }
        return new MainArguments(
                help, EmbeddedKafkaSettings.defaults().withPort(port).withDataDirectory(dataDirectory));
    }

    private static int port(String argument) {
        try {
            int port = Integer.parseInt(argument.substring(PORT.length()));
            if (EmbeddedKafkaSettings.isPort(port)) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as a number out of range is.
        }
        throw new IllegalArgumentException(argument + " (expected: a number from 1 to 65535, or 0 for any free port)");
    }

    private static Path dataDirectory(String argument) {
        String value = argument.substring(DATA_DIRECTORY.length());
        if (value.isBlank()) {
            throw new IllegalArgumentException(argument + " (expected: a path)");
        }
        return Path.of(value);
    }
}
