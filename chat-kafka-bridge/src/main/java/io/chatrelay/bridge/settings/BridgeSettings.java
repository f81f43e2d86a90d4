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

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything the broker must know to use Kafka as its log.
 *
 * @param bootstrapServers addresses of Kafka brokers as {@code host:port}, at least one
 * @param clientProperties any Kafka client settings (security included), applied to every client over the broker's own
 *     choices; may hold credentials, so it is left out of {@link #toString()}
 * @param topic the topic that is the log
 * @param publish how messages are written
 * @param history what is kept of the log in memory
 * @since 0.1
 */
public record BridgeSettings(
        List<String> bootstrapServers,
        Map<String, String> clientProperties,
        TopicSettings topic,
        PublishSettings publish,
        HistorySettings history) {

    /** The configuration key that the names of client properties follow, after a dot. */
    public static final String CLIENT_PROPERTIES_KEY = "chat.relay.kafka.properties";

    /**
     * @throws InvalidSettingException if there are no addresses, one is none, or a client property is among {@link
     *     #refusedClientProperties()}
     */
    public BridgeSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        clientProperties = Map.copyOf(clientProperties);
        if (bootstrapServers.isEmpty()) {
            throw new InvalidSettingException(
                    "chat.relay.kafka.bootstrap-servers", bootstrapServers, "at least one host:port");
        }
        for (String server : bootstrapServers) {
            if (!server.matches(".+:\\d{1,5}")) {
                throw new InvalidSettingException("chat.relay.kafka.bootstrap-servers", server, "host:port");
            }
        }
        RefusedClientProperties.check(clientProperties);
    }

    /** Names of the Kafka client settings that the broker cannot work with, whatever their value. */
    public static Set<String> refusedClientProperties() {
        return RefusedClientProperties.RULES.keySet();
    }

    /** Settings with every default, for the Kafka brokers given as {@code host:port}. */
    public static BridgeSettings of(String... bootstrapServers) {
        return new BridgeSettings(
                List.of(bootstrapServers),
                Map.of(),
                TopicSettings.DEFAULT,
                PublishSettings.DEFAULT,
                HistorySettings.DEFAULT);
    }

    /** The same settings with other client properties. */
    public BridgeSettings withClientProperties(Map<String, String> properties) {
        return new BridgeSettings(bootstrapServers, properties, topic, publish, history);
    }

    /** The same settings with another topic. */
    public BridgeSettings withTopic(TopicSettings newTopic) {
        return new BridgeSettings(bootstrapServers, clientProperties, newTopic, publish, history);
    }

    /** The same settings with another way of writing. */
    public BridgeSettings withPublish(PublishSettings newPublish) {
        return new BridgeSettings(bootstrapServers, clientProperties, topic, newPublish, history);
    }

    /** The same settings with other bounds of the history. */
    public BridgeSettings withHistory(HistorySettings newHistory) {
        return new BridgeSettings(bootstrapServers, clientProperties, topic, publish, newHistory);
    }

    @Override
    public String toString() {
        return "BridgeSettings[bootstrapServers=" + bootstrapServers + ", clientProperties="
                + clientProperties.keySet() + ", topic=" + topic + ", publish=" + publish + ", history=" + history
                + "]";
    }
}
