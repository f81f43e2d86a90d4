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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaSettingsTests {

    private final EmbeddedKafkaSettings defaults = EmbeddedKafkaSettings.defaults();

    @Test
    void standForAnyFreePortAndATemporaryDirectoryByDefault() {
        assertThat(defaults).isEqualTo(new EmbeddedKafkaSettings(0, null, Map.of()));
    }

    @Test
    void changeOneByOne() {
        assertThat(defaults.withPort(9092)
                        .withDataDirectory(Path.of("data"))
                        .withBrokerProperties(Map.of("log.retention.hours", "1")))
                .isEqualTo(new EmbeddedKafkaSettings(9092, Path.of("data"), Map.of("log.retention.hours", "1")));
    }

    @Test
    void keepACopyOfTheBrokerProperties() {
        Map<String, String> properties = new HashMap<>();

        EmbeddedKafkaSettings settings = defaults.withBrokerProperties(properties);
        properties.put("log.retention.hours", "1");

        assertThat(settings.brokerProperties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refuseANumberThatIsNoPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withPort(port))
                .withMessageContaining("port: " + port)
                .withMessageContaining("chat.relay.embedded.port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listeners",
                "advertised.listeners",
                "node.id",
                "process.roles",
                "log.dirs",
                "controller.quorum.voters"
            })
    void refuseABrokerPropertyThatMakesUpTheNode(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withBrokerProperties(Map.of(name, "any")))
                .withMessageContaining(name);
    }
}
