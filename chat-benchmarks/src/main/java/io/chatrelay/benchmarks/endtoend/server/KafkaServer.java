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
package io.chatrelay.benchmarks.endtoend.server;

import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import io.chatrelay.testing.process.ServerConsole;
import java.io.IOException;

/** A Kafka broker on any free port, with a temporary directory, that serves until standard input ends. */
public final class KafkaServer {
    private KafkaServer() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("logback.configurationFile", "io/chatrelay/embedded/logback-main.xml");
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withPort(0);
        try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.start(settings)) {
            ServerConsole.serve(broker.bootstrapServers());
        }
    }
}
