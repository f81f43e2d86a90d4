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

import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys of the relay. What a value must be is checked by the settings made from them.
 *
 * @param enabled Whether the relay replaces the simple broker.
 * @param kafka where Kafka is
 * @param topic the log
 * @param publish writing
 * @param embedded the embedded Kafka broker
 */
@ConfigurationProperties("chat.relay")
record ChatRelayProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Kafka kafka,
        @DefaultValue Topic topic,
        @DefaultValue Publish publish,
        @DefaultValue Embedded embedded) {

    /**
     * Where Kafka is.
     *
     * @param bootstrapServers Addresses of Kafka brokers, as host:port. If not set, those of the application's other
     *     Kafka clients are used, or an embedded Kafka broker is started.
     * @param properties Kafka client settings under Kafka's own names, security included. They apply to every client of
     *     the relay.
     */
    record Kafka(
            @Nullable List<String> bootstrapServers,
            @DefaultValue Map<String, String> properties) {}

    /**
     * The topic that is the log.
     *
     * @param name Name of the Kafka topic that holds the messages of all destinations.
     * @param partitions Number of partitions the topic is created with. Changing it later moves destinations to other
     *     partitions.
     * @param replicationFactor Number of replicas the topic is created with. If not set, the Kafka broker decides.
     * @param retention How long Kafka keeps messages in the topic, if the relay creates it.
     * @param create Whether to create the topic if it does not exist.
     */
    record Topic(
            @DefaultValue("chat.relay.messages") String name,
            @DefaultValue("32") int partitions,
            @Nullable Short replicationFactor,
            @DefaultValue("7d") Duration retention,
            @DefaultValue("true") boolean create) {

        TopicSettings toSettings() {
            return new TopicSettings(this.name, this.partitions, this.replicationFactor, this.retention, this.create);
        }
    }

    /**
     * How messages are written.
     *
     * @param deliveryTimeout How long a SEND may wait for Kafka before it is answered by an ERROR.
     * @param maxInFlight Size of the messages that may wait for Kafka at one time. SENDs beyond it are answered by an
     *     ERROR at once.
     */
    record Publish(
            @DefaultValue("30s") Duration deliveryTimeout,
            @DefaultValue("32MB") DataSize maxInFlight) {

        PublishSettings toSettings() {
            return new PublishSettings(this.deliveryTimeout, this.maxInFlight.toBytes());
        }
    }

    /**
     * The embedded Kafka broker.
     *
     * @param enabled Whether to start an embedded Kafka broker when chat-kafka-embedded is on the classpath and no Kafka
     *     servers are configured.
     * @param port Port of the embedded Kafka broker on the loopback interface, 0 for any free one.
     * @param dataDirectory Directory that keeps the embedded Kafka broker's log over restarts. If not set, a temporary
     *     one is used.
     */
    record Embedded(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0") int port,
            @Nullable Path dataDirectory) {}
}
