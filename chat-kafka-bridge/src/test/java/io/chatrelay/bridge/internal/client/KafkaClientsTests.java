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
package io.chatrelay.bridge.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.InvalidSettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka client settings that cannot work are refused before a client is needed. */
class KafkaClientsTests {

    private static final String KEY = "chat.relay.kafka.properties.";

    private static void validate(Map<String, String> properties) {
        new KafkaClients(BridgeSettings.builder("localhost:9092")
                        .clientProperties(properties)
                        .build())
                .validate();
    }

    @ParameterizedTest
    @CsvSource({
        "retries, 0, non-zero",
        "retries, many, Not a number",
        "compression.type, foo, gzip",
        "max.in.flight.requests.per.connection, 6, at most 5",
        "request.timeout.ms, 60000, chat.relay.publish.delivery-timeout",
        "linger.ms, 40000, chat.relay.publish.delivery-timeout",
        "security.protocol, PLAIN, SASL_SSL",
        "fetch.max.wait.ms, -1, at least 0",
        "client.dns.lookup, x, use_all_dns_ips",
    })
    void valueThatKafkaDoesNotAcceptIsNamedWithItsRule(String name, String value, String rule) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> validate(Map.of(name, value)))
                .withMessageStartingWith(KEY + name + ": " + value + " (expected: ")
                .withMessageContaining(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partitioner.class",
                "partitioner.ignore.keys",
                "transactional.id",
                "key.serializer",
                "value.serializer",
                "key.deserializer",
                "value.deserializer"
            })
    void propertyThatBreaksThePromisesIsRefusedWithTheReason(String name) {
        assertThat(BridgeSettings.refusedClientProperties()).contains(name);
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> validate(Map.of(name, "true")))
                .withMessageStartingWith(KEY + name + ": true (expected: not to be set: ");
    }

    @Test
    void propertiesOfTheRelayItselfAndUnknownOnesAreHarmless() {
        assertThatNoException()
                .isThrownBy(() -> validate(Map.of(
                        "acks", "0", "group.id", "mine", "enable.idempotence", "false", "schema.registry.url", "x")));
    }
}
