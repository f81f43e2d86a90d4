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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.bridge.settings.InvalidSettingException;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaException;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

class FailureAnalyzersTests {

    @Test
    void explainsAnInvalidSetting() {
        FailureAnalysis analysis = analyze(new InvalidSettingException("chat.relay.topic.partitions", 0, "at least 1"));

        assertThat(analysis.getDescription())
                .isEqualTo("A setting of Chat Relay has a value that cannot work:"
                        + " chat.relay.topic.partitions: 0 (expected: at least 1)");
        assertThat(analysis.getAction())
                .isEqualTo("Set chat.relay.topic.partitions to a value that is valid: at least 1.");
    }

    @Test
    void explainsThatNoKafkaIsConfigured() {
        FailureAnalysis analysis = analyze(new NoKafkaConfiguredException());

        assertThat(analysis.getDescription()).contains("nothing says where Kafka is");
        assertThat(analysis.getAction())
                .contains(
                        "chat.relay.kafka.bootstrap-servers",
                        "io.chatrelay:chat-kafka-embedded",
                        "chat.relay.enabled=false");
    }

    @Test
    void explainsThatThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            FailureAnalysis analysis =
                    analyze(failureOf(EmbeddedKafkaSettings.defaults().withPort(taken.getLocalPort())));

            assertThat(analysis.getDescription())
                    .isEqualTo("The embedded Kafka broker cannot be started: port " + taken.getLocalPort()
                            + " of 127.0.0.1 is in use.");
            assertThat(analysis.getAction())
                    .contains(
                            "chat.relay.embedded.port",
                            "chat.relay.kafka.bootstrap-servers=127.0.0.1:" + taken.getLocalPort());
        }
    }

    private static EmbeddedKafkaException failureOf(EmbeddedKafkaSettings settings) {
        try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.start(settings)) {
            throw new AssertionError("started " + broker);
        } catch (EmbeddedKafkaException ex) {
            return ex;
        }
    }

    /** As Boot does it: the first analyzer that knows the failure, which is the cause of another. */
    static FailureAnalysis analyze(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failed) -> {}))
                .stream()
                .filter(analyzer ->
                        analyzer.getClass().getPackage().equals(ChatRelayAutoConfiguration.class.getPackage()))
                .map(analyzer -> analyzer.analyze(new IllegalStateException("cannot create bean", failure)))
                .filter(analysis -> analysis != null)
                .findFirst()
                .orElseThrow();
    }
}
