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

import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.InvalidSettingException;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What Kafka says to the settings of its clients, in terms of the application's configuration keys. */
final class ClientPropertyRules {

    private static final Pattern NAMED = Pattern.compile("for configuration ([\\w.]+)(?:: (.+))?", Pattern.DOTALL);

    private final Map<String, String> configured;

    /**
     * @param configured the properties that the application set, which are to blame
     */
    ClientPropertyRules(Map<String, String> configured) {
        this.configured = configured;
    }

    void checkAdmin(Map<String, Object> properties) {
        check(AdminClientConfig.configDef(), () -> new AdminClientConfig(properties));
    }

    void checkConsumer(Map<String, Object> properties) {
        check(ConsumerConfig.configDef(), () -> new ConsumerConfig(properties));
    }

    void checkProducer(Map<String, Object> properties) {
        AbstractConfig config = check(ProducerConfig.configDef(), () -> new ProducerConfig(properties));
        // The producer itself looks at this one, when it is made.
        long attempt = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        int deliveryTimeout = config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        if (attempt > deliveryTimeout) {
            String name = this.configured.containsKey(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
                    ? ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG
                    : ProducerConfig.LINGER_MS_CONFIG;
            throw new InvalidSettingException(
                    BridgeSettings.CLIENT_PROPERTIES_KEY + "." + name,
                    this.configured.getOrDefault(name, ""),
                    "linger.ms and request.timeout.ms together at most chat.relay.publish.delivery-timeout, "
                            + deliveryTimeout + "ms");
        }
    }

    private AbstractConfig check(ConfigDef definition, Supplier<AbstractConfig> config) {
        try {
            return config.get();
        } catch (ConfigException refused) {
            throw explain(String.valueOf(refused.getMessage()), definition);
        }
    }

    private InvalidSettingException explain(String message, ConfigDef definition) {
        Matcher named = NAMED.matcher(message);
        boolean known = named.find();
        String name = known ? named.group(1) : nameIn(message);
        String reason = known && named.group(2) != null ? named.group(2) : message;
        return new InvalidSettingException(
                name.isEmpty()
                        ? BridgeSettings.CLIENT_PROPERTIES_KEY
                        : BridgeSettings.CLIENT_PROPERTIES_KEY + "." + name,
                isSecret(name, definition) ? "(not shown)" : this.configured.getOrDefault(name, "not set"),
                "what Kafka accepts, which says: " + reason.replaceFirst("\\.$", ""));
    }

    /** Rules about several settings name them in the middle of a sentence; the longest name is not part of another. */
    private String nameIn(String message) {
        return this.configured.keySet().stream()
                .filter(message::contains)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static boolean isSecret(String name, ConfigDef definition) {
        ConfigDef.ConfigKey key = definition.configKeys().get(name);
        return key != null && key.type == ConfigDef.Type.PASSWORD;
    }
}
