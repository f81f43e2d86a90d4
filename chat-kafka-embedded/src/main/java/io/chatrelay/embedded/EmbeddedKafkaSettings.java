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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedKafkaBroker} is to be started.
 *
 * @param port TCP port on the loopback interface, 1 to 65535, or 0 for any free one
 * @param dataDirectory where the broker keeps its log over restarts, created when absent; {@code null} for a
 *     temporary directory that is deleted when the broker is closed
 * @param brokerProperties further Kafka broker settings such as {@code log.retention.hours}; those that make up the
 *     node itself (listeners, roles, directories) are refused
 * @since 0.1.0
 */
public record EmbeddedKafkaSettings(int port, @Nullable Path dataDirectory, Map<String, String> brokerProperties) {

    /** Port value that stands for any free port. */
    public static final int ANY_FREE_PORT = 0;

    private static final int HIGHEST_PORT = 65535;

    public EmbeddedKafkaSettings {
        if (!isPort(port)) {
            throw new IllegalArgumentException(
                    "port: " + port + " (expected: 1 to 65535, or 0 for any free port), set " + SettingKeys.PORT);
        }
        brokerProperties = Map.copyOf(brokerProperties);
        for (String name : brokerProperties.keySet()) {
            if (BrokerProperties.isReserved(name)) {
                throw new IllegalArgumentException("brokerProperties: " + name
                        + " (expected: a setting other than those of the embedded node itself), remove it");
            }
        }
    }

    /** A broker on any free port with a temporary data directory. */
    public static EmbeddedKafkaSettings defaults() {
        return new EmbeddedKafkaSettings(ANY_FREE_PORT, null, Map.of());
    }

    /** These settings with another port, 0 for any free one. */
    public EmbeddedKafkaSettings withPort(int port) {
        return new EmbeddedKafkaSettings(port, dataDirectory, brokerProperties);
    }

    /** These settings with another data directory, {@code null} for a temporary one. */
    public EmbeddedKafkaSettings withDataDirectory(@Nullable Path dataDirectory) {
        return new EmbeddedKafkaSettings(port, dataDirectory, brokerProperties);
    }

    /** These settings with other broker properties. */
    public EmbeddedKafkaSettings withBrokerProperties(Map<String, String> brokerProperties) {
        return new EmbeddedKafkaSettings(port, dataDirectory, brokerProperties);
    }

    static boolean isPort(int number) {
        return number >= ANY_FREE_PORT && number <= HIGHEST_PORT;
    }
}
