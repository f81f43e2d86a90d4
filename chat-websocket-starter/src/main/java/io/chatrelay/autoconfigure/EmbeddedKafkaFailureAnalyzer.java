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
package io.chatrelay.autoconfigure;

import io.chatrelay.embedded.EmbeddedKafkaDirectoryLockedException;
import io.chatrelay.embedded.EmbeddedKafkaException;
import io.chatrelay.embedded.EmbeddedKafkaPortInUseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why the embedded Kafka broker did not start. Boot passes it over where chat-kafka-embedded is missing. */
final class EmbeddedKafkaFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedKafkaException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedKafkaException cause) {
        if (cause instanceof EmbeddedKafkaPortInUseException portInUse) {
            return portInUse(portInUse);
        }
        if (cause instanceof EmbeddedKafkaDirectoryLockedException locked) {
            return directoryLocked(locked);
        }
        return new FailureAnalysis(
                "The embedded Kafka broker cannot be started: " + cause.getMessage(),
                "Correct what the message names, or set chat.relay.kafka.bootstrap-servers to use another Kafka broker.",
                cause);
    }

    private static FailureAnalysis portInUse(EmbeddedKafkaPortInUseException cause) {
        return new FailureAnalysis(
                "The embedded Kafka broker cannot be started: port " + cause.getPort() + " of 127.0.0.1 is in use.",
                """
                One of the following:
                - stop what listens on port %1$d
                - set chat.relay.embedded.port to a free port, or to 0 for any
                - if it is the Kafka broker of another node, share it: set chat.relay.kafka.bootstrap-servers=127.0.0.1:%1$d""".formatted(cause.getPort()),
                cause);
    }

    private static FailureAnalysis directoryLocked(EmbeddedKafkaDirectoryLockedException cause) {
        return new FailureAnalysis(
                "The embedded Kafka broker cannot be started: another one uses its data directory "
                        + cause.getDataDirectory() + ".",
                """
                One of the following:
                - stop the other application
                - set chat.relay.embedded.data-directory to another directory
                - share the Kafka broker of the other application: set chat.relay.kafka.bootstrap-servers to the address it logged at its start""",
                cause);
    }
}
