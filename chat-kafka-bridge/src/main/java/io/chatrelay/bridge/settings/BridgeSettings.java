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
 * Everything the broker must know to use Kafka as its log. For example, two Kafka brokers and a topic of 8 partitions:
 *
 * <pre>{@code
 * BridgeSettings.builder("kafka-1:9092", "kafka-2:9092")
 *         .topic(TopicSettings.builder().partitions(8).build())
 *         .build();
 * }</pre>
 *
 * @since 0.1
 */
public final class BridgeSettings {

    /** The configuration key that the names of client properties follow, after a dot. */
    public static final String CLIENT_PROPERTIES_KEY = "chat.relay.kafka.properties";

    private final List<String> bootstrapServers;

    private final Map<String, String> clientProperties;

    private final TopicSettings topic;

    private final PublishSettings publish;

    private final HistorySettings history;

    private BridgeSettings(Builder builder) {
        this.bootstrapServers = builder.bootstrapServers;
        this.clientProperties = builder.clientProperties;
        this.topic = builder.topic;
        this.publish = builder.publish;
        this.history = builder.history;
    }

    /** Names of the Kafka client settings that the broker cannot work with, whatever their value. */
    public static Set<String> refusedClientProperties() {
        return RefusedClientProperties.RULES.keySet();
    }

    /** Begins with every default, for the Kafka brokers given as {@code host:port}, at least one. */
    public static Builder builder(String... bootstrapServers) {
        return new Builder(List.of(bootstrapServers));
    }

    /** Settings with every default, for the Kafka brokers given as {@code host:port}. */
    public static BridgeSettings of(String... bootstrapServers) {
        return builder(bootstrapServers).build();
    }

    /** Begins with these settings. */
    public Builder toBuilder() {
        return new Builder(bootstrapServers)
                .clientProperties(clientProperties)
                .topic(topic)
                .publish(publish)
                .history(history);
    }

    /** Addresses of Kafka brokers as {@code host:port}. */
    public List<String> bootstrapServers() {
        return bootstrapServers;
    }

    /** Kafka client settings (security included), applied to every client over the broker's own choices. */
    public Map<String, String> clientProperties() {
        return clientProperties;
    }

    /** The topic that is the log. */
    public TopicSettings topic() {
        return topic;
    }

    /** How messages are written. */
    public PublishSettings publish() {
        return publish;
    }

    /** What is kept of the log in memory. */
    public HistorySettings history() {
        return history;
    }

    /** Client properties may hold credentials, so only their names are shown. */
    @Override
    public String toString() {
        return "BridgeSettings[bootstrapServers=" + bootstrapServers + ", clientProperties=" + clientProperties.keySet()
                + ", topic=" + topic.name() + "]";
    }

    /** Collects settings; every value that is not set is the default. Used by one thread. */
    public static final class Builder {

        private final List<String> bootstrapServers;

        private Map<String, String> clientProperties = Map.of();

        private TopicSettings topic = TopicSettings.DEFAULT;

        private PublishSettings publish = PublishSettings.DEFAULT;

        private HistorySettings history = HistorySettings.DEFAULT;

        private Builder(List<String> bootstrapServers) {
            this.bootstrapServers = bootstrapServers;
        }

        /** Settings of Kafka's clients under Kafka's own names; see {@link BridgeSettings#refusedClientProperties()}. */
        public Builder clientProperties(Map<String, String> properties) {
            this.clientProperties = Map.copyOf(properties);
            return this;
        }

        /** The topic that is the log. */
        public Builder topic(TopicSettings settings) {
            this.topic = settings;
            return this;
        }

        /** How messages are written. */
        public Builder publish(PublishSettings settings) {
            this.publish = settings;
            return this;
        }

        /** What is kept of the log in memory. */
        public Builder history(HistorySettings settings) {
            this.history = settings;
            return this;
        }

        /**
         * @throws InvalidSettingException if there are no addresses, one is none, or a client property is among {@link
         *     BridgeSettings#refusedClientProperties()}
         */
        public BridgeSettings build() {
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
            return new BridgeSettings(this);
        }
    }
}
