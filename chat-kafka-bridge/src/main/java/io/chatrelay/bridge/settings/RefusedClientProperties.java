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
package io.chatrelay.bridge.settings;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of Kafka's clients that would break what the broker promises, each with the reason. */
final class RefusedClientProperties {

    private static final String ORDER = "not to be set: it would break the order of messages in each destination";

    private static final String FORMAT = "not to be set: the format of the records is the relay's own";

    static final Map<String, String> RULES = Map.of(
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ORDER,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            ORDER,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "not to be set: every message is written by itself, and nodes would shut out each other",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            FORMAT,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            FORMAT,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            FORMAT,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            FORMAT);

    private RefusedClientProperties() {}

    static void check(Map<String, String> clientProperties) {
        new TreeMap<>(clientProperties).forEach((name, value) -> {
            String rule = RULES.get(name);
            if (rule != null) {
                throw new InvalidSettingException(BridgeSettings.CLIENT_PROPERTIES_KEY + "." + name, value, rule);
            }
        });
    }
}
