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
package io.chatrelay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.chatrelay.bridge.internal.consume.TailTiming;
import io.chatrelay.bridge.internal.engine.BrokerTiming;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.stomp.StompCommand;

/** A real Kafka broker that is away at the start, or stopped and started again in mid-flight. */
@Tag("slow")
class KafkaOutageIT {

    private static final Duration NO_TIME_AT_ALL = Duration.ofSeconds(2);

    /** Longer than any outage here: what a node says of it is a test's own subject, and not to depend on the machine. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Duration SHORT = Duration.ofMillis(200);

    private static final BrokerTiming SILENT = timing(LONG, LONG, LONG);

    @TempDir
    Path directory;

    private EmbeddedKafkaSettings kafkaSettings;

    private @Nullable EmbeddedKafkaBroker kafka;

    private BridgeSettings settings;

    @BeforeEach
    void findAPlaceForKafka() {
        startKafka(new EmbeddedKafkaSettings(0, this.directory.resolve("kafka"), Map.of()));
        this.settings = BridgeSettings.builder("127.0.0.1:" + this.kafkaSettings.port())
                .clientProperties(TestNode.QUICK_CLIENTS)
                .build();
    }

    @AfterEach
    void stopKafka() {
        if (this.kafka != null) {
            this.kafka.close();
            this.kafka = null;
        }
    }

    /**
     * @param report until the log is said to be away
     * @param silence until Kafka is taken for away
     * @param unready until the producer is said not to be ready
     */
    private static BrokerTiming timing(Duration report, Duration silence, Duration unready) {
        TailTiming usual = TailTiming.DEFAULT;
        return new BrokerTiming(
                new TailTiming(usual.poll(), usual.topicLook(), usual.stallLook(), Duration.ofMillis(500), report),
                Duration.ofMillis(100),
                silence,
                BrokerTiming.DEFAULT.unwritten(),
                unready,
                SHORT);
    }

    private void startKafka(EmbeddedKafkaSettings where) {
        this.kafka = EmbeddedKafkaBroker.start(where);
        this.kafkaSettings = where.withPort(this.kafka.port());
    }

    @Test
    @ExpectLog("is not available: Kafka does not answer")
    void whenKafkaIsAwayAtStartSubscribersGetWhatIsSentOnceItComes() {
        stopKafka();
        try (LogProbe log = new LogProbe("io.chatrelay.bridge.internal.consume.LogRetry");
                TestNode node = new TestNode(this.settings, timing(SHORT, LONG, LONG)).start()) {
            TestNode.Client client = node.connect("s1");
            client.frame(StompCommand.SUBSCRIBE, headers -> {
                headers.setSubscriptionId("0");
                headers.setDestination("/topic/room");
                headers.setReceipt("live");
            });
            client.send("/topic/room", "early", Map.of("receipt", "stored"));
            await().atMost(TestNode.PATIENCE).until(() -> !log.warnings().isEmpty());
            assertThat(client.receipts()).isEmpty();
            assertThat(node.handler.isBrokerAvailable()).isFalse();

            startKafka(this.kafkaSettings);

            client.awaitReceipts("live", "stored");
            client.awaitBodies("early");
            client.send("/topic/room", "later");
            client.awaitBodies("early", "later");
            await().atMost(TestNode.PATIENCE).until(node.handler::isBrokerAvailable);
            assertThat(log.warnings()).as("said once").hasSize(1);
        }
    }

    @Test
    void whenKafkaComesBackInTimeEverySendGetsItsReceiptAndNothingIsMissing() {
        try (TestNode node = new TestNode(this.settings, SILENT).startAndAwaitKafka()) {
            TestNode.Client subscriber = node.connect("s1").subscribeLive("0", "/topic/room");
            TestNode.Client publisher = node.connect("s2");
            publisher.send("/topic/room", "before", Map.of("receipt", "r-before"));
            publisher.awaitReceipts("r-before");

            stopKafka();
            assertTimeoutPreemptively(NO_TIME_AT_ALL, () -> {
                for (int i = 0; i < 100; i++) {
                    publisher.send("/topic/room", "during-" + i, Map.of("receipt", "r-" + i));
                    node.template.convertAndSend("/topic/server", bytes("template-" + i));
                }
            });
            startKafka(this.kafkaSettings);

            List<String> expected = new ArrayList<>(List.of("before"));
            List<String> receipts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                receipts.add("r-" + i);
                expected.add("during-" + i);
            }
            publisher.awaitReceipts(receipts.toArray(String[]::new));
            subscriber.awaitBodies(expected.toArray(String[]::new));
            assertThat(publisher.errors()).isEmpty();
            assertThat(subscriber.errors()).isEmpty();
        }
    }

    @Test
    void underTrafficNoMessageWithAReceiptIsMissingDoubledOrOutOfOrderAfterRestarts() {
        try (TestNode node = new TestNode(this.settings, SILENT).startAndAwaitKafka();
                TestNode other = new TestNode(this.settings, SILENT).startAndAwaitKafka()) {
            TestNode.Client here = node.connect("s1").subscribeLive("0", "/topic/room");
            TestNode.Client there = other.connect("s2").subscribeLive("0", "/topic/room");
            TestNode.Client publisher = node.connect("p");
            AtomicBoolean publishing = new AtomicBoolean(true);
            CompletableFuture<Integer> published = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (publishing.get()) {
                    publisher.send("/topic/room", "m" + count, Map.of("receipt", "r" + count));
                    count++;
                    await().pollDelay(Duration.ofMillis(1)).until(() -> true);
                }
                return count;
            });

            for (int restart = 0; restart < 2; restart++) {
                int sofar = publisher.receipts().size();
                await().atMost(TestNode.PATIENCE)
                        .until(() -> publisher.receipts().size() > sofar + 50);
                stopKafka();
                startKafka(this.kafkaSettings);
            }
            int sofar = publisher.receipts().size();
            await().atMost(TestNode.PATIENCE).until(() -> publisher.receipts().size() > sofar + 50);
            publishing.set(false);

            List<String> expected = new ArrayList<>();
            int count = published.join();
            for (int i = 0; i < count; i++) {
                expected.add("m" + i);
            }
            await().atMost(TestNode.PATIENCE)
                    .untilAsserted(() -> assertThat(publisher.receipts()).hasSize(count));
            here.awaitBodies(expected.toArray(String[]::new));
            there.awaitBodies(expected.toArray(String[]::new));
        }
    }

    @Test
    void whenKafkaStaysAwayTheSendGetsAnErrorThatNamesItsReceiptAndOthersStay() {
        BridgeSettings impatient = this.settings.toBuilder()
                .publish(PublishSettings.builder()
                        .deliveryTimeout(Duration.ofSeconds(1))
                        .linger(Duration.ZERO)
                        .build())
                .build();
        try (TestNode node = new TestNode(impatient, SILENT).startAndAwaitKafka()) {
            TestNode.Client subscriber = node.connect("s1").subscribeLive("0", "/topic/room");
            TestNode.Client publisher = node.connect("s2");

            stopKafka();
            publisher.send("/topic/room", "lost", Map.of("receipt", "r-lost"));

            await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(publisher.frames(StompCommand.ERROR))
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.getReceiptId()).isEqualTo("r-lost");
                        assertThat(error.getMessage()).contains("not acknowledged within 1000 ms");
                    }));
            startKafka(this.kafkaSettings);
            // On a slow machine a second may be over before the producer has found Kafka again.
            int tries = 1;
            while (!node.isTaken("/topic/room", "kept-" + tries)) {
                assertThat(tries++).isLessThan(15);
            }
            String kept = "kept-" + tries;

            await().atMost(TestNode.PATIENCE)
                    .untilAsserted(() -> assertThat(subscriber.bodies()).contains(kept));
            assertThat(subscriber.errors()).isEmpty();
        }
    }

    @Test
    void whenTooMuchWaitsForKafkaFurtherSendsFailAtOnce() {
        BridgeSettings narrow = this.settings.toBuilder()
                .publish(PublishSettings.builder()
                        .maxInFlightBytes(64 * 1024)
                        .linger(Duration.ofMillis(4))
                        .build())
                .build();
        try (TestNode node = new TestNode(narrow, SILENT).startAndAwaitKafka()) {
            TestNode.Client publisher = node.connect("s1");
            stopKafka();
            publisher.send("/topic/room", "x".repeat(60 * 1024), Map.of("receipt", "r-fits"));

            publisher.send("/topic/room", "y".repeat(10 * 1024), Map.of("receipt", "r-too-much"));
            assertThatExceptionOfType(MessageDeliveryException.class)
                    .isThrownBy(() -> node.template.convertAndSend("/topic/room", bytes("z".repeat(10 * 1024))))
                    .withMessageContaining("send again later");

            assertThat(publisher.frames(StompCommand.ERROR))
                    .singleElement()
                    .satisfies(error -> assertThat(error.getReceiptId()).isEqualTo("r-too-much"));
        }
    }

    @Test
    @ExpectLog("Kafka does not answer")
    void tellsTheApplicationThatKafkaIsAwayAndBack() {
        try (TestNode node =
                new TestNode(this.settings, timing(LONG, Duration.ofSeconds(1), LONG)).startAndAwaitKafka()) {
            stopKafka();
            await().atMost(TestNode.PATIENCE).until(() -> !node.handler.isBrokerAvailable());

            startKafka(this.kafkaSettings);
            await().atMost(TestNode.PATIENCE).until(node.handler::isBrokerAvailable);

            assertThat(node.availability).containsExactly(true, false, true);
        }
    }

    @Test
    @ExpectLog("The producer cannot be made ready")
    void saysThatTheProducerCannotBeMade() {
        BridgeSettings refusing = this.settings.toBuilder()
                .clientProperties(Map.of("interceptor.classes", RefusesProducers.class.getName()))
                .build();
        try (LogProbe log = new LogProbe("io.chatrelay.bridge.internal.engine.RunningBroker");
                TestNode node = new TestNode(refusing, timing(LONG, LONG, SHORT)).start()) {
            await().atMost(TestNode.PATIENCE).until(() -> !log.warnings().isEmpty());

            assertThat(node.handler.isBrokerAvailable()).isFalse();
            assertThat(log.warnings()).hasSize(1);
        }
    }

    /** Fails in a way that no look at the settings shows. */
    public static final class RefusesProducers
            implements ConsumerInterceptor<byte[], byte[]>, ProducerInterceptor<byte[], byte[]> {

        @Override
        public void configure(Map<String, ?> configs) {
            if (String.valueOf(configs.get("client.id")).startsWith("chat-relay-producer-")) {
                throw new ConfigException("no producers here");
            }
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> sent) {
            return sent;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

        @Override
        public void close() {}
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
