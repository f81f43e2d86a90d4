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
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.client.KafkaClients;
import io.chatrelay.bridge.internal.consume.TailTiming;
import io.chatrelay.bridge.internal.engine.BrokerTiming;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.core.log.Position;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.testing.ExpectLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** Subscriptions that begin somewhere else than at the tail: every form of {@code from} and {@code until}, and every gap. */
@ExtendWith(SharedKafka.class)
class HistoryIT {

    /** The nodes look at their topic more often than usual. */
    private static final BrokerTiming WATCHFUL = new BrokerTiming(
            new TailTiming(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    TailTiming.DEFAULT.stallLook(),
                    TailTiming.DEFAULT.firstAnswer(),
                    TailTiming.DEFAULT.report()),
            BrokerTiming.DEFAULT.housekeeping(),
            BrokerTiming.DEFAULT.silence(),
            BrokerTiming.DEFAULT.unwritten(),
            BrokerTiming.DEFAULT.unready(),
            BrokerTiming.DEFAULT.close());

    private static EmbeddedKafkaBroker kafka;

    /** Used by all tests that leave the log to others as they found it. */
    private static BridgeSettings sharedSettings;

    private static TestNode sharedNode;

    private static int rooms;

    private final String room = "/topic/room." + ++rooms;

    private BridgeSettings settings;

    private TestNode node;

    private int receipts;

    @BeforeAll
    static void useKafka(EmbeddedKafkaBroker shared) {
        kafka = shared;
        sharedSettings = settings("history");
        sharedNode = new TestNode(sharedSettings, WATCHFUL).startAndAwaitKafka();
    }

    @AfterAll
    static void stopNodeOfAll() {
        sharedNode.close();
    }

    @BeforeEach
    void useTheSharedNode() {
        this.settings = sharedSettings;
        this.node = sharedNode;
    }

    private static BridgeSettings settings(String topic) {
        return BridgeSettings.builder(kafka.bootstrapServers())
                .topic(TopicSettings.builder().name(topic).partitions(1).build())
                .build();
    }

    /** For tests that delete something, or count what is read. */
    private void useALogOfItsOwn() {
        this.settings = settings("history-" + ++rooms);
        this.node = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka();
    }

    @AfterEach
    void stopNode() {
        if (this.node != sharedNode) {
            this.node.close();
        }
    }

    /** Sends messages and waits until they are stored; returns their ids. */
    private List<String> publish(String destination, int from, int to) {
        TestNode.Client sender = this.node.connect(this.room + "-sender-" + ++this.receipts);
        for (int i = from; i < to; i++) {
            send(sender, destination, "m" + i);
        }
        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(sender.receipts()).hasSize(to - from));
        return sender.frames(StompCommand.RECEIPT).stream()
                .map(receipt -> Objects.requireNonNull(receipt.getFirstNativeHeader("position")))
                .toList();
    }

    private void send(TestNode.Client sender, String destination, String body) {
        String receipt = "stored-" + ++this.receipts;
        sender.send(destination, body, Map.of("receipt", receipt));
    }

    private static List<String> bodies(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    private TestNode.Client subscribe(TestNode on, String destination, Map<String, String> headers) {
        TestNode.Client client = on.connect(this.room + "-reader-" + ++this.receipts);
        client.frame(StompCommand.SUBSCRIBE, frame -> {
            frame.setSubscriptionId("0");
            frame.setDestination(destination);
            frame.setReceipt("live");
            headers.forEach(frame::setNativeHeader);
        });
        return client;
    }

    private StompHeaderAccessor receiptOf(TestNode.Client client) {
        await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(client.frames(StompCommand.RECEIPT))
                .isNotEmpty());
        return client.frames(StompCommand.RECEIPT).get(0);
    }

    private static void assertBodies(TestNode.Client client, List<String> expected) {
        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(client.bodies()).isEqualTo(expected));
    }

    @Test
    void withoutFromItGetsWhatIsSentFromNowOnAndItsReceiptNamesThePlace() {
        List<String> ids = publish(this.room, 0, 3);

        TestNode.Client client = subscribe(this.node, this.room, Map.of());
        StompHeaderAccessor receipt = receiptOf(client);
        publish(this.room, 3, 5);

        assertBodies(client, bodies(3, 5));
        assertThat(receipt.getFirstNativeHeader("recovered")).isEqualTo("true");
        Position place = Position.parse(Objects.requireNonNull(receipt.getFirstNativeHeader("position")));
        Position last = Position.parse(ids.get(2));
        assertThat(place).isNotNull();
        assertThat(Objects.requireNonNull(place).offset())
                .isEqualTo(Objects.requireNonNull(last).offset());
        assertThat(client.frames(StompCommand.MESSAGE))
                .allSatisfy(message -> assertThat(message.toNativeHeaderMap()).doesNotContainKeys("replayed", "gap"));
    }

    @Test
    void fromEarliestGetsEverythingAndThenWhatComes() {
        publish(this.room, 0, 30);
        publish("/topic/other", 0, 10);
        publish(this.room, 30, 40);

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", "earliest"));
        assertBodies(client, bodies(0, 40));
        publish(this.room, 40, 45);

        assertBodies(client, bodies(0, 45));
        List<StompHeaderAccessor> messages = client.frames(StompCommand.MESSAGE);
        assertThat(messages.get(0).getFirstNativeHeader("replayed")).isEqualTo("true");
        assertThat(messages.get(44).getFirstNativeHeader("replayed")).isNull();
    }

    @Test
    void receiptComesBeforeTheFirstReplayedMessage() {
        publish(this.room, 0, 5);

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", "last=3"));
        assertBodies(client, bodies(2, 5));

        assertThat(client.messages().stream()
                        .map(message -> StompHeaderAccessor.wrap(message).getCommand()))
                .containsExactly(
                        StompCommand.CONNECTED,
                        StompCommand.RECEIPT,
                        StompCommand.MESSAGE,
                        StompCommand.MESSAGE,
                        StompCommand.MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "20", "1000"})
    void lastGivesTheNewestOfThatDestinationOnly(int count) {
        for (int i = 0; i < 20; i++) {
            publish(this.room, i, i + 1);
            publish("/topic/other", 0, 3);
        }

        TestNode.Client warm = subscribe(this.node, this.room, Map.of("from", "last=" + count));
        assertBodies(warm, bodies(Math.max(0, 20 - count), 20));

        try (TestNode fresh = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka()) {
            TestNode.Client cold = subscribe(fresh, this.room, Map.of("from", "last=" + count));
            assertBodies(cold, bodies(Math.max(0, 20 - count), 20));
            publish(this.room, 20, 21);
            assertBodies(cold, bodies(Math.max(0, 20 - count), 21));
        }
    }

    @Test
    void lastOfADestinationWithoutMessagesIsLiveAtOnce() {
        publish("/topic/other", 0, 10);

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", "last=5"));
        receiptOf(client);
        publish(this.room, 0, 2);

        assertBodies(client, bodies(0, 2));
    }

    @Test
    void fromATimeBeginsWithTheFirstMessageThatIsNotBefore() {
        publish(this.room, 0, 3);
        await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        Instant time = Instant.now();
        await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        publish("/topic/other", 0, 2);
        publish(this.room, 3, 6);

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", time.toString()));

        assertBodies(client, bodies(3, 6));
    }

    @Test
    void fromAMessageIdOnAnotherNodeGetsExactlyWhatWasMissed() {
        List<String> ids = publish(this.room, 0, 10);

        try (TestNode other = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka()) {
            TestNode.Client client = subscribe(other, this.room, Map.of("from", ids.get(3)));
            assertBodies(client, bodies(4, 10));
            publish(this.room, 10, 12);
            assertBodies(client, bodies(4, 12));

            StompHeaderAccessor receipt = receiptOf(client);
            assertThat(receipt.getFirstNativeHeader("recovered")).isEqualTo("true");
            assertThat(receipt.getFirstNativeHeader("position")).isEqualTo(ids.get(3));
        }
    }

    @Test
    void positionOfTheReceiptIsAPlaceToComeBackTo() {
        publish(this.room, 0, 3);
        TestNode.Client before = subscribe(this.node, this.room, Map.of("from", "last=2"));
        String place = Objects.requireNonNull(receiptOf(before).getFirstNativeHeader("position"));
        TestNode.Client live = subscribe(this.node, this.room, Map.of());
        String now = Objects.requireNonNull(receiptOf(live).getFirstNativeHeader("position"));
        publish(this.room, 3, 4);

        assertBodies(subscribe(this.node, this.room, Map.of("from", place)), bodies(1, 4));
        assertBodies(subscribe(this.node, this.room, Map.of("from", now)), bodies(3, 4));
    }

    @Test
    void untilAMessageGivesThePageBeforeItAndNothingMore() {
        List<String> ids = publish(this.room, 0, 20);

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", "last=5", "until", ids.get(10)));
        assertBodies(client, bodies(5, 10));
        publish(this.room, 20, 22);

        assertThat(receiptOf(client).getFirstNativeHeader("count")).isEqualTo("5");
        assertBodies(client, bodies(5, 10));
    }

    @ParameterizedTest
    @CsvSource({"earliest, 0, 10", "2020-01-01T00:00:00Z, 0, 10", "id, 4, 10"})
    void untilCountsWhatFollows(String from, int first, int end) {
        List<String> ids = publish(this.room, 0, 20);
        publish("/topic/other", 0, 3);

        TestNode.Client client = subscribe(
                this.node, this.room, Map.of("from", from.equals("id") ? ids.get(3) : from, "until", ids.get(end)));

        assertBodies(client, bodies(first, end));
        assertThat(receiptOf(client).getFirstNativeHeader("count")).isEqualTo(String.valueOf(end - first));
    }

    @Test
    void endThatTheLogHasNotReachedHoldsUpNobody() {
        List<String> ids = publish(this.room, 0, 5);
        Position last = Objects.requireNonNull(Position.parse(ids.get(4)));
        Position beyond = new Position(last.topicFingerprint(), 0, 1_000_000_000, last.timestamp());

        TestNode.Client bounded = subscribe(this.node, this.room, Map.of("from", "last=2", "until", beyond.toString()));
        assertBodies(bounded, bodies(3, 5));
        assertThat(receiptOf(bounded).getFirstNativeHeader("count")).isEqualTo("2");
        try (TestNode other = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka()) {
            TestNode.Client first = subscribe(other, this.room, Map.of("from", "earliest", "until", beyond.toString()));
            assertBodies(first, bodies(0, 5));
            assertBodies(subscribe(other, this.room, Map.of("from", "earliest")), bodies(0, 5));
        }
        publish(this.room, 5, 7);
        assertBodies(subscribe(this.node, this.room, Map.of("from", ids.get(0))), bodies(1, 7));
        assertBodies(bounded, bodies(3, 5));
    }

    @Test
    void idOfASubscriptionThatHasReachedItsEndMayBeUsedForTheNextPage() {
        List<String> ids = publish(this.room, 0, 10);
        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", "last=3", "until", ids.get(9)));
        assertBodies(client, bodies(6, 9));

        client.frame(StompCommand.SUBSCRIBE, frame -> {
            frame.setSubscriptionId("0");
            frame.setDestination(this.room);
            frame.setNativeHeader("from", "last=2");
            frame.setNativeHeader("until", ids.get(6));
        });

        assertBodies(client, List.of("m6", "m7", "m8", "m4", "m5"));
    }

    @Test
    void idOfASubscriptionThatGoesOnMayNotBeUsedForItsHistory() {
        TestNode.Client client = subscribe(this.node, this.room, Map.of());
        receiptOf(client);

        client.frame(StompCommand.SUBSCRIBE, frame -> {
            frame.setSubscriptionId("0");
            frame.setDestination(this.room);
            frame.setNativeHeader("from", "earliest");
        });

        assertThat(client.errors()).singleElement().asString().contains("UNSUBSCRIBE first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "last=0", "last=1001", "last=x", "0-17", "", "2026-13-01T00:00:00Z"})
    void unknownTextIsRefusedWithTheFormsThereAre(String from) {
        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", from));

        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(client.errors()).singleElement().satisfies(error -> assertThat(error)
                        .startsWith("from: ")
                        .contains("earliest", "last=1 to last=1000", "ISO-8601", "message-id")));
    }

    @Test
    void everyChangeOfAMessageIdIsRefused() {
        String id = publish(this.room, 0, 1).get(0);
        for (int i = 0; i < id.length(); i++) {
            char other = id.charAt(i) == 'A' ? 'B' : 'A';
            String forged = id.substring(0, i) + other + id.substring(i + 1);
            TestNode.Client client = subscribe(this.node, this.room, Map.of("from", forged));
            assertThat(client.errors()).singleElement().asString().startsWith("from: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"/topic/*, earliest", "/topic/**, last=3"})
    void patternsHaveNoHistoryYet(String pattern, String from) {
        TestNode.Client client = subscribe(this.node, pattern, Map.of("from", from));

        assertThat(client.errors()).singleElement().asString().contains("from:now", "pattern");
    }

    @Test
    void deletedRecordsAreAGap() throws Exception {
        useALogOfItsOwn();
        TestNode.Client live = subscribe(this.node, this.room, Map.of());
        receiptOf(live);
        List<String> ids = publish(this.room, 0, 10);
        assertBodies(live, bodies(0, 10));
        deleteBefore(6);

        try (TestNode other = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka()) {
            for (TestNode each : List.of(this.node, other)) {
                TestNode.Client client = subscribe(each, this.room, Map.of("from", ids.get(2)));
                assertBodies(client, bodies(6, 10));
                assertThat(receiptOf(client).getFirstNativeHeader("gap")).isEqualTo("retention");
                assertThat(receiptOf(client).getFirstNativeHeader("recovered")).isNull();

                TestNode.Client complete = subscribe(each, this.room, Map.of("from", ids.get(5)));
                assertBodies(complete, bodies(6, 10));
                assertThat(receiptOf(complete).getFirstNativeHeader("recovered"))
                        .isEqualTo("true");
                assertBodies(subscribe(each, this.room, Map.of("from", "last=8")), bodies(6, 10));
                assertBodies(subscribe(each, this.room, Map.of("from", "earliest")), bodies(6, 10));
            }
        }
    }

    @Test
    void gapIsToldWithTheNextMessageIfNoReceiptWasAskedFor() throws Exception {
        useALogOfItsOwn();
        List<String> ids = publish(this.room, 0, 10);
        deleteBefore(6);

        try (TestNode other = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka()) {
            TestNode.Client client = other.connect("reader");
            client.frame(StompCommand.SUBSCRIBE, frame -> {
                frame.setSubscriptionId("0");
                frame.setDestination(this.room);
                frame.setNativeHeader("from", ids.get(2));
            });

            assertBodies(client, bodies(6, 10));
            assertThat(client.frames(StompCommand.MESSAGE).stream()
                            .map(message -> String.valueOf(message.getFirstNativeHeader("gap"))))
                    .containsExactly("retention", "null", "null", "null");
        }
    }

    private void deleteBefore(long offset) throws Exception {
        try (Admin admin = new KafkaClients(this.settings).admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(this.settings.topic().name(), 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @ExpectLog("The topic was deleted and created again")
    void recreatedTopicIsAGapForOldPositionsAndForTheLive(int partitions) throws Exception {
        useALogOfItsOwn();
        List<String> ids = publish(this.room, 0, 5);
        TestNode.Client live = subscribe(this.node, this.room, Map.of());
        receiptOf(live);
        recreate(partitions);
        String place = receiptOf(subscribe(this.node, this.room, Map.of())).getFirstNativeHeader("position");
        // The producer finds out a little later than the subscriptions where messages of the room go now.
        await().atMost(TestNode.PATIENCE)
                .until(() -> partitionOf(publish(this.room, 5, 6).get(0)) == partitionOf(place));
        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", ids.get(1)));

        assertThat(receiptOf(client).getFirstNativeHeader("gap")).isEqualTo("topic-recreated");
        await().atMost(TestNode.PATIENCE).until(() -> client.bodies().contains("m5"));
        await().atMost(TestNode.PATIENCE).until(() -> live.bodies().contains("m5"));
        // The tail may have been a moment behind the first five when the live one subscribed.
        int first = live.bodies().indexOf("m5");
        assertThat(live.frames(StompCommand.MESSAGE).get(first).getFirstNativeHeader("gap"))
                .isEqualTo("topic-recreated");
    }

    private static int partitionOf(@Nullable String position) {
        return Objects.requireNonNull(Position.parse(Objects.requireNonNull(position)))
                .partition();
    }

    private void recreate(int partitions) throws Exception {
        long before = fingerprint();
        String topic = this.settings.topic().name();
        try (Admin admin = new KafkaClients(this.settings).admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(TestNode.PATIENCE).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                        .all()
                        .get();
                return true;
            });
        }
        await().atMost(TestNode.PATIENCE).until(() -> fingerprint() != before);
    }

    /** Of the topic as the node knows it. */
    private long fingerprint() {
        StompHeaderAccessor receipt = receiptOf(subscribe(this.node, "/topic/probe", Map.of()));
        String place = Objects.requireNonNull(receipt.getFirstNativeHeader("position"));
        return Objects.requireNonNull(Position.parse(place)).topicFingerprint();
    }

    @Test
    void positionThatTheLogHasNotReachedIsATruncation() {
        List<String> ids = publish(this.room, 0, 5);
        Position last = Objects.requireNonNull(Position.parse(ids.get(4)));
        Position lost = new Position(last.topicFingerprint(), 0, last.offset() + 100, last.timestamp());

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", lost.toString()));

        assertThat(receiptOf(client).getFirstNativeHeader("gap")).isEqualTo("truncated");
        publish(this.room, 5, 7);
        assertBodies(client, bodies(5, 7));
    }

    @Test
    void recordThatIsAnotherOneThanItWasIsATruncation() {
        List<String> ids = publish(this.room, 0, 5);
        Position third = Objects.requireNonNull(Position.parse(ids.get(2)));
        Position rewritten = new Position(third.topicFingerprint(), 0, third.offset(), third.timestamp() - 1_000);

        try (TestNode other = new TestNode(this.settings, WATCHFUL).startAndAwaitKafka()) {
            for (TestNode each : List.of(this.node, other)) {
                TestNode.Client client = subscribe(each, this.room, Map.of("from", rewritten.toString()));
                assertThat(receiptOf(client).getFirstNativeHeader("gap")).isEqualTo("truncated");
                assertBodies(client, bodies(0, 5));
            }
        }
    }

    @Test
    void positionOfAnotherClusterIsUnknownAndWhatCameAfterItsTimeFollows() {
        List<String> ids = publish(this.room, 0, 5);
        Position last = Objects.requireNonNull(Position.parse(ids.get(4)));
        Position foreign = new Position(~last.topicFingerprint(), 0, 2, last.timestamp());

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", foreign.toString()));
        assertThat(receiptOf(client).getFirstNativeHeader("gap")).isEqualTo("unknown-position");
        publish(this.room, 5, 7);

        assertBodies(client, bodies(5, 7));
    }

    @Test
    void positionInAnotherPartitionIsUnknown() {
        List<String> ids = publish(this.room, 0, 5);
        Position last = Objects.requireNonNull(Position.parse(ids.get(4)));
        Position left = new Position(last.topicFingerprint(), 1, last.offset(), last.timestamp());

        TestNode.Client client = subscribe(this.node, this.room, Map.of("from", left.toString()));
        assertThat(receiptOf(client).getFirstNativeHeader("gap")).isEqualTo("unknown-position");
        publish(this.room, 5, 7);

        assertBodies(client, bodies(5, 7));
    }

    private int written;

    private int publishOn(TestNode writer, int count) {
        TestNode.Client sender = writer.connect(this.room + "-writer-" + ++this.receipts);
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String receipt = "w-" + ++this.receipts;
            wanted.add(receipt);
            sender.send(this.room, "w" + this.written++, Map.of("receipt", receipt));
        }
        sender.awaitReceipts(wanted.toArray(new String[0]));
        return this.written;
    }

    private static long recordsRead(TestNode of) {
        return Objects.requireNonNull(of.broker.statistics()).recordsRead();
    }
}
