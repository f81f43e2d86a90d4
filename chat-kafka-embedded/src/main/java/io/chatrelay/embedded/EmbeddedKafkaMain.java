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

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an {@link EmbeddedKafkaBroker} in a process of its own, so that several nodes on one machine can share it. Prints
 * {@code READY 127.0.0.1:<port>} to standard output when clients can connect, and stops cleanly on SIGTERM. Exit status:
 * 1 when the broker cannot be started, 2 when the arguments are wrong; standard error says why.
 *
 * @since 0.1.0
 */
public final class EmbeddedKafkaMain {

    private static final String LOGBACK_CONFIGURATION = "logback.configurationFile";

    private EmbeddedKafkaMain() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) throws InterruptedException {
        MainArguments parsed;
        try {
            parsed = MainArguments.parse(List.of(arguments));
        } catch (IllegalArgumentException ex) {
            exit(2, System.err, ex.getMessage() + System.lineSeparator() + MainArguments.USAGE);
            return;
        }
        if (parsed.help()) {
            exit(0, System.out, MainArguments.USAGE);
            return;
        }
        run(parsed.settings());
    }

    private static void run(EmbeddedKafkaSettings settings) throws InterruptedException {
        // Logback, where it is there, reads this when the first logger is made: Kafka logs thousands of lines
        // otherwise.
        if (System.getProperty(LOGBACK_CONFIGURATION) == null) {
            System.setProperty(LOGBACK_CONFIGURATION, "io/chatrelay/embedded/logback-main.xml");
        }
        EmbeddedKafkaBroker broker;
        try {
            broker = EmbeddedKafkaBroker.start(settings);
        } catch (EmbeddedKafkaException ex) {
            exit(1, System.err, ex.getMessage() + System.lineSeparator());
            return;
        }
        FatalFaults.endProcess();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "embedded-kafka-shutdown"));
        System.out.println("READY " + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }

    private static void exit(int status, PrintStream output, String text) {
        output.print(text);
        output.flush();
        System.exit(status);
    }
}
