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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedKafkaStartFailureIT {

    @TempDir
    Path temporary;

    @Test
    void saysWhichPortIsTakenAndTouchesNoDirectory() throws Exception {
        Path directory = temporary.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults()
                    .withPort(taken.getLocalPort())
                    .withDataDirectory(directory);

            assertThatExceptionOfType(EmbeddedKafkaPortInUseException.class)
                    .isThrownBy(() -> EmbeddedKafkaBroker.start(settings))
                    .withMessageContaining("port: " + taken.getLocalPort())
                    .withMessageContaining("chat.relay.embedded.port")
                    .satisfies(failure -> assertThat(failure.getPort()).isEqualTo(taken.getLocalPort()));
        }

        assertThat(directory).doesNotExist();
    }

    @Test
    void saysWhichDirectoryIsLockedByAnotherBrokerOfThisProcess() throws Exception {
        Path directory = temporary.resolve("data");
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withDataDirectory(directory);
        try (EmbeddedKafkaBroker first = EmbeddedKafkaBroker.start(settings)) {
            assertThatExceptionOfType(EmbeddedKafkaDirectoryLockedException.class)
                    .isThrownBy(() -> EmbeddedKafkaBroker.start(settings))
                    .withMessageContaining("dataDirectory: " + directory)
                    .withMessageContaining("chat.relay.embedded.data-directory")
                    .satisfies(failure -> assertThat(failure.getDataDirectory()).isEqualTo(directory));

            KafkaProbe.createTopic(first.bootstrapServers(), "unharmed");
            try (MainProcess other = MainProcess.start(temporary, "--port=0", "--data-directory=" + directory)) {
                assertThat(other.awaitExit()).isEqualTo(1);
                assertThat(other.errors()).contains("dataDirectory: " + directory);
            }
        }
    }

    @Test
    void saysWhichDirectoryIsLockedByAnotherProcess() throws Exception {
        Path directory = temporary.resolve("data");
        try (MainProcess other = MainProcess.start(temporary, "--port=0", "--data-directory=" + directory)) {
            other.awaitReady();

            assertThatExceptionOfType(EmbeddedKafkaDirectoryLockedException.class)
                    .isThrownBy(() -> EmbeddedKafkaBroker.start(
                            EmbeddedKafkaSettings.defaults().withDataDirectory(directory)));
        }
    }

    @Test
    void leavesNothingBehindWhenABrokerPropertyIsInvalid() {
        Path directory = temporary.resolve("data");
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults()
                .withDataDirectory(directory)
                .withBrokerProperties(Map.of("log.retention.hours", "a while"));

        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> EmbeddedKafkaBroker.start(settings))
                .withMessageContaining("log.retention.hours")
                .withMessageContaining("a while");

        assertThat(directory).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhenKafkaItselfFailsToStart() {
        EmbeddedKafkaBroker.start().close();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Path directory = temporary.resolve("data");
        // Kafka regards this as fatal: by itself it would end the process.
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults()
                .withDataDirectory(directory)
                .withBrokerProperties(Map.of("authorizer.class.name", "no.such.Authorizer"));

        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> EmbeddedKafkaBroker.start(settings))
                .withMessageContaining("no.such.Authorizer");

        assertThat(directory).doesNotExist();
        await().pollInSameThread().untilAsserted(() -> assertThat(before)
                .containsAll(Thread.getAllStackTraces().keySet()));
        try (EmbeddedKafkaBroker next = EmbeddedKafkaBroker.start(settings.withBrokerProperties(Map.of()))) {
            assertThat(next.dataDirectory()).isEqualTo(directory);
        }
    }

    @Test
    void keepsAnEarlierLogWhenAStartOnItFails() throws Exception {
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withDataDirectory(temporary);
        EmbeddedKafkaBroker.start(settings).close();
        Path properties = temporary.resolve("log/meta.properties");
        String intact = Files.readString(properties);
        Files.writeString(properties, intact.replace("node.id=1", "node.id=7"));

        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> EmbeddedKafkaBroker.start(settings))
                .withMessageContaining("dataDirectory: " + temporary);

        Files.writeString(properties, intact);
        try (EmbeddedKafkaBroker next = EmbeddedKafkaBroker.start(settings)) {
            assertThat(intact).contains(next.clusterId());
        }
    }
}
