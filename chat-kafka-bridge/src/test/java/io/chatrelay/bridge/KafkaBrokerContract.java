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

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.client.KafkaClients;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.core.log.Position;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** Two nodes on one Kafka, wherever it runs: what subscribers get, in which order, and what the broker answers. */
abstract class KafkaBrokerContract {

    private BridgeSettings settings;

    private TestNode a;

    private TestNode b;

    /** Where this Kafka is, {@code host:port}. */
    abstract String bootstrapServers();

    @BeforeEach
    void startNodes() {
        this.settings = BridgeSettings.builder(bootstrapServers())
                .topic(TopicSettings.builder()
                        .name("messages-" + UUID.randomUUID())
                        .partitions(4)
                        .build())
                .build();
        this.a = new TestNode(this.settings, handler -> handler.setSelectorHeaderName("selector")).start();
        this.b = new TestNode(this.settings).start();
        this.a.awaitKafka();
        this.b.awaitKafka();
    }

    @AfterEach
    void stopNodes() {
        TestNode.closeAll(this.a, this.b);
    }

    @Test
    void messageReachesSubscribersOnEveryNode() {
        TestNode.Client onA = this.a.connect("s1").subscribeLive("sub-0", "/topic/room");
        TestNode.Client onB = this.b.connect("s2").subscribeLive("sub-7", "/topic/room");
        TestNode.Client elsewhere = this.b.connect("s3").subscribeLive("sub-0", "/topic/other");

        onA.send("/topic/room", "hello");
        this.b.connect("s4").send("/topic/other", "end");

        onA.awaitBodies("hello");
        onB.awaitBodies("hello");
        elsewhere.awaitBodies("end");
        StompHeaderAccessor message = onB.frames(StompCommand.MESSAGE).get(0);
        assertThat(message.getSubscriptionId()).isEqualTo("sub-7");
        assertThat(message.getDestination()).isEqualTo("/topic/room");
        assertThat(message.getMessageId())
                .isEqualTo(onA.frames(StompCommand.MESSAGE).get(0).getMessageId());
    }

    @Test
    void allSubscribersOnAllNodesSeeOneOrder() {
        TestNode.Client onA = this.a.connect("s1").subscribeLive("0", "/topic/room");
        TestNode.Client onB = this.b.connect("s2").subscribeLive("0", "/topic/room");
        List<TestNode.Client> publishers =
                List.of(this.a.connect("p0"), this.a.connect("p1"), this.b.connect("p2"), this.b.connect("p3"));
        int each = 500;

        publishers.parallelStream().forEach(publisher -> IntStream.range(0, each)
                .forEach(i -> publisher.send("/topic/room", publisher.sessionId + "-" + i)));

        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(onA.bodies()).hasSize(publishers.size() * each));
        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(onB.bodies()).hasSize(publishers.size() * each));
        assertThat(onB.bodies()).isEqualTo(onA.bodies());
        for (TestNode.Client publisher : publishers) {
            assertThat(onA.bodies().stream().filter(body -> body.startsWith(publisher.sessionId)))
                    .as("per-publisher order")
                    .containsExactlyElementsOf(IntStream.range(0, each)
                            .mapToObj(i -> publisher.sessionId + "-" + i)
                            .toList());
        }
    }

    @Test
    void receiptOfSendMeansCommittedAndCarriesThePositionOfTheMessage() {
        TestNode.Client client = this.a.connect("s1").subscribeLive("0", "/topic/room");

        client.send("/topic/room", "kept", Map.of("receipt", "r-1"));

        client.awaitReceipts("r-1");
        client.awaitBodies("kept");
        String position = client.frames(StompCommand.RECEIPT).stream()
                .filter(receipt -> "r-1".equals(receipt.getReceiptId()))
                .map(receipt -> receipt.getFirstNativeHeader("position"))
                .findAny()
                .orElseThrow();
        StompHeaderAccessor message = client.frames(StompCommand.MESSAGE).get(0);
        assertThat(position).isEqualTo(message.getMessageId());
        assertThat(Position.parse(position)).isNotNull();
        assertThat(message.getFirstNativeHeader("timestamp"))
                .isEqualTo(
                        String.valueOf(requireNonNull(Position.parse(position)).timestamp()));
        assertThat(message.getReceipt())
                .as("receipt of a SEND is not handed on")
                .isNull();
    }

    @Test
    void subscribeThenSendAtOnceIsNeverLost() {
        TestNode.Client client = this.a.connect("s1");
        for (int i = 0; i < 100; i++) {
            client.subscribe("sub-" + i, "/topic/fresh." + i);
            client.send("/topic/fresh." + i, "m" + i);
        }

        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(client.bodies()).hasSize(100));
    }

    @Test
    void whatAListenerSendsToALiveSubscriptionArrives() {
        this.a.liveSubscriptions = live -> this.a.template.convertAndSend(
                live.getDestination(), ("welcome " + live.getSessionId()).getBytes(StandardCharsets.UTF_8));

        TestNode.Client client = this.a.connect("s1").subscribe("0", "/topic/welcome");

        client.awaitBodies("welcome s1");
    }

    @Test
    void transactionThatIsAbortedStoresNothingAndSaysSo() {
        TestNode.Client reader = this.a.connect("reader").subscribeLive("0", "/topic/room");
        TestNode.Client client = this.a.connect("s1");

        client.frame(StompCommand.BEGIN, headers -> headers.setNativeHeader("transaction", "t"));
        client.send("/topic/room", "taken back", Map.of("transaction", "t"));
        client.frame(StompCommand.ABORT, headers -> headers.setNativeHeader("transaction", "t"));

        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() ->
                        assertThat(client.errors()).singleElement().asString().contains("BEGIN", "not supported"));
        this.a.connect("s2").send("/topic/room", "later");
        reader.awaitBodies("later");
    }

    @Test
    void ackThatAsksForNoReceiptChangesNothing() {
        TestNode.Client client = this.a.connect("s1").subscribeLive("0", "/topic/room");

        client.frame(StompCommand.ACK, headers -> headers.setNativeHeader("id", "1"));
        client.send("/topic/room", "goes on");
        client.awaitBodies("goes on");
        client.frame(StompCommand.NACK, headers -> headers.setReceipt("r"));

        assertThat(client.frames(StompCommand.ERROR))
                .singleElement()
                .satisfies(error -> assertThat(error.getReceiptId()).isEqualTo("r"));
    }

    @Test
    void patternsAndExactSubscriptionsEachGetTheirCopy() {
        TestNode.Client client = this.a
                .connect("s1")
                .subscribeLive("all", "/topic/**")
                .subscribeLive("eu", "/topic/*.eu")
                .subscribeLive("exact", "/topic/price.eu")
                .subscribeLive("again", "/topic/price.eu");

        client.send("/topic/price.us", "dollar");
        client.send("/topic/price.eu", "euro");

        await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(client.frames(StompCommand.MESSAGE))
                .extracting(message -> message.getSubscriptionId() + " " + message.getDestination())
                .containsExactlyInAnyOrder(
                        "all /topic/price.us",
                        "all /topic/price.eu",
                        "eu /topic/price.eu",
                        "exact /topic/price.eu",
                        "again /topic/price.eu"));
    }

    @Test
    void selectorLetsThroughWhatItMatches() {
        TestNode.Client client = this.a.connect("s1");
        client.frame(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination("/topic/alerts");
            headers.setNativeHeader("selector", "headers.level == 'high'");
            headers.setReceipt("live");
        });
        client.awaitReceipts("live");

        client.send("/topic/alerts", "no", Map.of("level", "low"));
        client.send("/topic/alerts", "none");
        client.send("/topic/alerts", "yes", Map.of("level", "high"));

        client.awaitBodies("yes");
    }

    @Test
    void unsubscribedGetsNothingMore() {
        TestNode.Client client =
                this.a.connect("s1").subscribeLive("0", "/topic/room").subscribeLive("1", "/topic/end");

        client.frame(StompCommand.UNSUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setReceipt("gone");
        });
        client.send("/topic/room", "late");
        client.send("/topic/end", "end");

        client.awaitReceipts("gone");
        client.awaitBodies("end");
    }

    @Test
    void headersOfTheBrokerCannotBeForgedAndOthersSurvive() {
        TestNode.Client client = this.a.connect("s1").subscribeLive("0", "/topic/room");

        client.send(
                "/topic/room",
                "x",
                Map.of(
                        "message-id", "forged",
                        "subscription", "forged",
                        "timestamp", "1",
                        "simpOrigDestination", "/topic/forged",
                        "simpSessionId", "forged",
                        "receipt", "r",
                        "passcode", "secret",
                        "priority", "9",
                        "content-type", "no mime type"));

        client.awaitBodies("x");
        StompHeaderAccessor message = client.frames(StompCommand.MESSAGE).get(0);
        assertThat(message.toNativeHeaderMap())
                .containsOnlyKeys("destination", "subscription", "message-id", "timestamp", "content-type", "priority")
                .containsEntry("destination", List.of("/topic/room"))
                .containsEntry("subscription", List.of("0"))
                .containsEntry("priority", List.of("9"))
                .containsEntry("content-type", List.of("no mime type"));
        assertThat(message.getMessageId()).isNotEqualTo("forged");
    }

    @Test
    void bodyOfAllByteValuesIsKept() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        TestNode.Client client = this.a.connect("s1").subscribeLive("0", "/topic/bytes");

        client.frame(StompCommand.SEND, body, headers -> headers.setDestination("/topic/bytes"));

        await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(client.messages())
                .anySatisfy(message -> assertThat((byte[]) message.getPayload()).isEqualTo(body)));
    }

    @Test
    @ExpectLog("A record of the topic is no message")
    void recordsOfOtherProgramsAreMessagesIfTheyCanBeAndElseHarmNobody() {
        TestNode.Client client = this.a.connect("s1").subscribeLive("0", "/topic/feed");
        // Records without a key may be in any partition, so each is read.
        this.a.connect("s2").subscribeLive("0", "/topic/**");
        KafkaClients clients = new KafkaClients(this.settings);

        try (Producer<byte[], byte[]> producer = clients.producer()) {
            String topic = this.settings.topic().name();
            await().ignoreExceptions()
                    .until(() -> !producer.partitionsFor(topic).isEmpty());
            producer.send(new ProducerRecord<>(topic, null, "no key".getBytes(StandardCharsets.UTF_8)));
            producer.send(new ProducerRecord<>(
                    topic,
                    "/topic/feed".getBytes(StandardCharsets.UTF_8),
                    "from elsewhere".getBytes(StandardCharsets.UTF_8)));
        }

        client.awaitBodies("from elsewhere");
    }

    @Test
    void serverCodeReachesAllNodes() {
        TestNode.Client client = this.b.connect("s1").subscribeLive("0", "/topic/news");

        this.a.template.convertAndSend("/topic/news", "from the server".getBytes(StandardCharsets.UTF_8));

        client.awaitBodies("from the server");
    }

    @Test
    void messageThatNamesASessionOfAnotherNodeIsNotDropped() {
        TestNode.Client client = this.b.connect("s1").subscribeLive("0", "/topic/news");

        this.a.template.convertAndSend(
                "/topic/news", "x".getBytes(StandardCharsets.UTF_8), TestNode.sessionHeaders("elsewhere"));

        client.awaitBodies("x");
    }

    @Test
    void sameIdOnAnotherDestinationIsRefusedAndOnTheSameOneConfirmed() {
        TestNode.Client client =
                this.a.connect("s1").subscribeLive("0", "/topic/room").subscribeLive("0", "/topic/room");
        client.send("/topic/room", "once");
        client.awaitBodies("once");

        client.frame(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination("/topic/other");
            headers.setReceipt("r");
        });

        assertThat(client.errors()).singleElement().asString().contains("id: 0").contains("/topic/room");
        assertThat(client.frames(StompCommand.ERROR).get(0).getReceiptId()).isEqualTo("r");
    }

    @Test
    void disconnectIsConfirmedAfterTheReceiptsOfEarlierSends() {
        TestNode.Client client = this.a.connect("s1");
        client.send("/topic/room", "x", Map.of("receipt", "first"));

        client.frame(StompCommand.DISCONNECT, headers -> headers.setReceipt("bye"));

        await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(client.types())
                .containsExactly(SimpMessageType.OTHER, SimpMessageType.OTHER, SimpMessageType.DISCONNECT_ACK));
        assertThat(client.receipts()).containsExactly("first");
    }

    @Test
    void lateFramesOfAnEndedSessionDoNothing() {
        TestNode.Client client = this.a.connect("s1");
        client.frame(StompCommand.DISCONNECT, headers -> {});
        int before = client.messages().size();

        client.subscribe("0", "/topic/room");
        client.send("/topic/room", "late");
        TestNode.Client other = this.a.connect("s2").subscribeLive("0", "/topic/room");
        other.send("/topic/room", "x");

        other.awaitBodies("x");
        assertThat(client.messages()).hasSize(before);
        client.frame(StompCommand.CONNECT, headers -> headers.setAcceptVersion("1.2"));
        assertThat(client.errors()).containsExactly("The session has ended, connect again with another one");
    }

    @Test
    void frameOfASessionThatNeverConnectedIsRefused() {
        TestNode.Client stranger = this.a.connect("s1");
        this.a.handler.stop();
        this.a.startAndAwaitKafka();

        stranger.send("/topic/room", "x", Map.of("receipt", "r"));

        assertThat(stranger.errors()).last().asString().contains("connect again");
    }

    @Test
    void worksAgainAfterStopAndStartOfTheSameInstance() {
        this.a.handler.stop();
        assertThat(this.a.handler.isBrokerAvailable()).isFalse();
        this.a.startAndAwaitKafka();
        TestNode.Client client = this.a.connect("s2").subscribeLive("0", "/topic/room");

        this.b.connect("p").send("/topic/room", "again");

        client.awaitBodies("again");
        assertThat(this.a.availability).containsExactly(true, false, true);
    }

    @Test
    void heartbeatsAreOnByDefault() {
        TestNode.Client client = this.a.connect("s1");

        StompHeaderAccessor connected = client.frames(StompCommand.CONNECTED).get(0);

        assertThat(connected.getHeartbeat()).containsExactly(10_000, 10_000);
        assertThat(connected.getVersion()).isEqualTo("1.2");
    }
}
