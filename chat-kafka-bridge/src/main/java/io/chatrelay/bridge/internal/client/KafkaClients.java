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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the Kafka clients of a node. The application's own client properties win over every choice made here,
 * but for the ones that the delivery contract rests on.
 */
public final class KafkaClients {

    private static final int RECONNECT_BACKOFF_MAX_MILLIS = 500;

    private static final int REQUEST_TIMEOUT_MAX_MILLIS = 10_000;

    private static final int ADMIN_TIMEOUT_MILLIS = 5_000;

    private static final int METADATA_AGE_MILLIS = 5_000;

    private static final int HISTORY_TIMEOUT_MILLIS = 2_000;

    /** A week is as good as never: the topic's metadata must not be dropped because nobody spoke for a while. */
    private static final long METADATA_IDLE_MILLIS = 7L * 24 * 60 * 60 * 1000;

    private static final String READ_COMMITTED = "read_committed";

    /** Of all brokers in this JVM: clients of one id would take each other's place in JMX. */
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final BridgeSettings settings;

    public KafkaClients(BridgeSettings settings) {
        this.settings = settings;
    }

    /** What the consumers take for the end of a partition: messages of an aborted transaction are not delivered. */
    public static IsolationLevel isolationOf(BridgeSettings settings) {
        String configured =
                settings.clientProperties().getOrDefault(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
        return IsolationLevel.valueOf(configured.toUpperCase(Locale.ROOT));
    }

    /**
     * Asks Kafka's own rules whether clients can be made; opens no connection.
     *
     * @throws InvalidSettingException if a client property breaks one
     */
    public void validate() {
        ClientPropertyRules rules = new ClientPropertyRules(this.settings.clientProperties());
        rules.checkAdmin(adminProperties());
        rules.checkConsumer(tailConsumerProperties());
        rules.checkConsumer(historyConsumerProperties(HistoryRead.SEGMENT));
        rules.checkProducer(producerProperties());
    }

    /** A client for topics and offsets, on a connection of its own. */
    public Admin admin() {
        return Admin.create(adminProperties());
    }

    private Map<String, Object> adminProperties() {
        Map<String, Object> properties = common("admin");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        properties.putAll(this.settings.clientProperties());
        return properties;
    }

    /** The consumer that reads the tail: no group, no commits, no silent reset of its position. */
    public Consumer<byte[], byte[]> tailConsumer() {
        return new KafkaConsumer<>(tailConsumerProperties());
    }

    private Map<String, Object> tailConsumerProperties() {
        // Closing waits behind the parked fetch of an idle log, so that is kept short.
        return consumerProperties("tail", Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100));
    }

    /** A consumer that reads stretches of the log that is there already. */
    public Consumer<byte[], byte[]> historyConsumer(HistoryRead kind) {
        return new KafkaConsumer<>(historyConsumerProperties(kind));
    }

    private Map<String, Object> historyConsumerProperties(HistoryRead kind) {
        return consumerProperties(
                "history",
                Map.of(
                        // Nothing of what is read has yet to be written, and what is fetched ahead is not waited for.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        1,
                        // Who waits here holds up others; the question is asked again.
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        HISTORY_TIMEOUT_MILLIS,
                        // The operating system's own, which grows: Kafka's 64 KiB make a thousand pieces of a long
                        // stretch.
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                        -1,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        kind.fetchBytes(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        kind.pollRecords()));
    }

    private Map<String, Object> consumerProperties(String role, Map<String, Object> own) {
        Map<String, Object> properties = common(role);
        properties.putAll(own);
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
        properties.putAll(this.settings.clientProperties());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** The producer: idempotent, acknowledged by all in-sync replicas, never blocking. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerProperties());
    }

    private Map<String, Object> producerProperties() {
        int deliveryTimeout =
                Math.toIntExact(this.settings.publish().deliveryTimeout().toMillis());
        Map<String, Object> properties = common("producer");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Added partitions have to be known soon: subscriptions follow them at once.
        properties.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(REQUEST_TIMEOUT_MAX_MILLIS, deliveryTimeout));
        // The bound on waiting bytes is the publisher's; twice as much leaves room for half-filled batches.
        properties.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * this.settings.publish().maxInFlightBytes());
        properties.putAll(this.settings.clientProperties());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE_MILLIS);
        // The default, "rebootstrap", forgets the topic in an outage, and every send would fail at once.
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "chat-relay-" + role + "-" + CLIENTS.incrementAndGet());
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MAX_MILLIS);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, this.settings.bootstrapServers());
        return properties;
    }
}
