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

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedKafkaMainIT {

    // 128 + SIGTERM, what a JVM exits with after its shutdown hooks.
    private static final int TERMINATED = 143;

    @TempDir
    Path temporary;

    @Test
    void saysReadyOnceServesClientsAndStopsCleanlyOnSigterm() throws Exception {
        try (MainProcess broker = MainProcess.start(temporary, "--port=0")) {
            String address = broker.awaitReady();
            KafkaProbe.createTopic(address, "shared");
            KafkaProbe.produce(address, "shared", "hello");
            assertThat(KafkaProbe.consume(address, "shared", 1)).containsExactly("hello");
            assertThat(temporary.resolve("tmp")).isDirectoryContaining("glob:**chat-relay-kafka-*");

            broker.terminate();

            assertThat(broker.awaitExit()).isEqualTo(TERMINATED);
            assertThat(broker.output()).isEqualTo("READY " + address + System.lineSeparator());
            assertThat(broker.errors()).isEmpty();
            assertThat(temporary.resolve("tmp")).isDirectoryNotContaining("glob:**chat-relay-kafka-*");
        }
    }

    @Test
    void continuesTheLogOfAProcessThatCrashed() throws Exception {
        Path directory = temporary.resolve("data");
        String address;
        try (MainProcess crashing = MainProcess.start(temporary, "--port=0", "--data-directory=" + directory)) {
            address = crashing.awaitReady();
            KafkaProbe.createTopic(address, "kept");
            KafkaProbe.produce(address, "kept", "before");
            crashing.kill();
            crashing.awaitExit();
        }

        // What the crash has left behind is waited for, so it expires early here.
        EmbeddedKafkaSettings settings = new EmbeddedKafkaSettings(
                Integer.parseInt(address.substring(address.indexOf(':') + 1)),
                directory,
                Map.of("broker.session.timeout.ms", "1000", "broker.heartbeat.interval.ms", "200"));
        try (EmbeddedKafkaBroker next = EmbeddedKafkaBroker.start(settings)) {
            assertThat(next.bootstrapServers()).isEqualTo(address);
            KafkaProbe.produce(address, "kept", "after");
            assertThat(KafkaProbe.consume(address, "kept", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void explainsWrongArguments() throws Exception {
        try (MainProcess process = MainProcess.start(temporary, "--prot=9092")) {
            assertThat(process.awaitExit()).isEqualTo(2);
            assertThat(process.errors())
                    .startsWith("Unknown argument: --prot=9092")
                    .contains("Usage:");
            assertThat(process.output()).isEmpty();
        }
    }
}
