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

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.bridge.settings.HistorySettings;
import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.websocket.SessionSettings;
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
 * @param history what is kept of the log in memory, and may be asked for
 * @param session connections of clients
 * @param embedded the embedded Kafka broker
 * @param tomcat the embedded Tomcat
 */
@ConfigurationProperties("chat.relay")
record ChatRelayProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Kafka kafka,
        @DefaultValue Topic topic,
        @DefaultValue Publish publish,
        @DefaultValue History history,
        @DefaultValue Session session,
        @DefaultValue Embedded embedded,
        @DefaultValue Tomcat tomcat) {

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
            return TopicSettings.builder()
                    .name(this.name)
                    .partitions(this.partitions)
                    .replicationFactor(this.replicationFactor)
                    .retention(this.retention)
                    .create(this.create)
                    .build();
        }
    }

    /**
     * How messages are written.
     *
     * @param deliveryTimeout How long a SEND may wait for Kafka before it is answered by an ERROR.
     * @param maxInFlight Size of the messages that may wait for Kafka at one time. SENDs beyond it are answered by an
     *     ERROR at once.
     * @param linger How long messages that come in quick succession are collected before they are written together. A
     *     message that comes alone is written at once.
     * @param maxHeaders How many headers a SEND of a client may have that travel with the message.
     */
    record Publish(
            @DefaultValue("30s") Duration deliveryTimeout,
            @DefaultValue("32MB") DataSize maxInFlight,
            @DefaultValue("2ms") Duration linger,
            @DefaultValue("64") int maxHeaders) {

        PublishSettings toSettings() {
            return PublishSettings.builder()
                    .deliveryTimeout(this.deliveryTimeout)
                    .maxInFlightBytes(this.maxInFlight.toBytes())
                    .linger(this.linger)
                    .maxHeaders(this.maxHeaders)
                    .build();
        }
    }

    /**
     * What is kept of the log in memory, and may be asked for.
     *
     * @param maxMessages How many messages a SUBSCRIBE may ask for with from:last=N.
     * @param tailSize Memory for the newest messages and for those that were read again lately.
     * @param warmUpMessages How many of the newest messages a node reads once when it has started, so that the first client
     *     that asks for history need not wait for code to be compiled; 0 for none.
     * @param maxSearch How many records one SUBSCRIBE may have searched for the newest messages of its destination. What is
     *     not searched is announced.
     */
    record History(
            @DefaultValue("1000") int maxMessages,
            @DefaultValue("64MB") DataSize tailSize,
            @DefaultValue("200000") int warmUpMessages,
            @DefaultValue("2000000") long maxSearch) {

        HistorySettings toSettings() {
            return HistorySettings.builder()
                    .maxMessages(this.maxMessages)
                    .tailBytes(this.tailSize.toBytes())
                    .warmUpMessages(this.warmUpMessages)
                    .maxSearch(this.maxSearch)
                    .build();
        }
    }

    /**
     * Connections of clients.
     *
     * @param compression Whether messages are compressed for clients that offer permessage-deflate.
     * @param bufferSize How much may wait for one client that reads slowly. If not set, the send buffer size of the STOMP
     *     endpoints' transport settings.
     * @param slowClient What becomes of a client for which more is waiting.
     * @param stallTimeout How long a client may read nothing before its session is closed, unless slow clients are
     *     disconnected anyway.
     */
    record Session(
            @DefaultValue("false") boolean compression,
            @Nullable DataSize bufferSize,
            @DefaultValue("catch-up") SlowClient slowClient,
            @DefaultValue("5m") Duration stallTimeout) {

        SessionSettings toSettings() {
            return SessionSettings.builder()
                    .compression(this.compression)
                    .bufferSize(this.bufferSize)
                    .slowClient(this.slowClient)
                    .stallTimeout(this.stallTimeout)
                    .build();
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

    /**
     * The embedded Tomcat.
     *
     * @param smallSocketBuffers Whether connections of the embedded Tomcat get socket buffers of 5 KB instead of 16 KB.
     *     Connectors with TLS or HTTP/2, and sizes set by the application, are left alone.
     */
    record Tomcat(@DefaultValue("true") boolean smallSocketBuffers) {}
}
