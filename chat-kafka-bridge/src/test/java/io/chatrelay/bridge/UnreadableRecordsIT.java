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

import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import org.springframework.messaging.simp.stomp.StompCommand;

/** One damaged batch is felt in its partition only, is stepped over, and is said to whoever subscribes there. */
class UnreadableRecordsIT {

    private static final String TOPIC = "damaged";

    private final String damagedRoom = roomIn(0);

    private final String healthyRoom = roomIn(1);

    @TempDir
    Path directory;

    private static String roomIn(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "/topic/room." + i)
                .filter(room -> Utils.toPositive(Utils.murmur2(room.getBytes(StandardCharsets.UTF_8))) % 2 == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @ExpectLog(value = "Partition 0 of topic damaged cannot be read at offset 1", level = Level.ERROR)
    @ExpectLog(value = "The history of partition 0 cannot be read from offset 1 up to 2", level = Level.ERROR)
    @ExpectLog("Partition 0 of topic damaged is read again: offsets from 1 up to 2 were stepped over")
    void batchThatCannotBeReadIsSteppedOverAndAnnouncedAndHoldsUpNobodyElse() throws Exception {
        Path data = this.directory.resolve("kafka");
        EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(new EmbeddedKafkaSettings(0, data, Map.of()));
        EmbeddedKafkaSettings again = new EmbeddedKafkaSettings(kafka.port(), data, Map.of());
        BridgeSettings settings = BridgeSettings.builder("127.0.0.1:" + kafka.port())
                .topic(TopicSettings.builder().name(TOPIC).partitions(2).build())
                .build();
        try (TestNode node = new TestNode(settings).startAndAwaitKafka()) {
            TestNode.Client there = node.connect("there").subscribeLive("0", this.damagedRoom);
            TestNode.Client elsewhere = node.connect("elsewhere").subscribeLive("0", this.healthyRoom);
            send(node, this.damagedRoom, "first");
            there.awaitBodies("first");

            kafka.close();
            DamagedBatch.append(data, TOPIC, 0);
            kafka = EmbeddedKafkaBroker.start(again);

            send(node, this.healthyRoom, "well");
            elsewhere.awaitBodies("well");
            send(node, this.damagedRoom, "second");
            there.awaitBodies("first", "second");
            assertThat(there.frames(StompCommand.MESSAGE))
                    .extracting(message -> message.getFirstNativeHeader("gap"))
                    .containsExactly(null, "unreadable");
            assertThat(elsewhere.frames(StompCommand.MESSAGE))
                    .extracting(message -> message.getFirstNativeHeader("gap"))
                    .containsOnlyNulls();
            assertThat(List.of(there.errors(), elsewhere.errors())).containsOnly(List.of());

            assertHistory(node);
            try (TestNode another = new TestNode(settings).startAndAwaitKafka()) {
                assertHistory(another);
            }
        } finally {
            kafka.close();
        }
    }

    /** What is left of the history, on a node that has seen the damage at the tail and on one that has not. */
    private void assertHistory(TestNode node) {
        assertThat(history(node, "earliest")).containsExactly("RECEIPT null", "first null", "second unreadable");
        assertThat(history(node, "last=50")).containsExactly("RECEIPT unreadable", "first null", "second null");
        assertThat(history(node, "last=1")).containsExactly("RECEIPT null", "second null");
    }

    private List<String> history(TestNode node, String from) {
        TestNode.Client reader = node.connect("reader-" + ++this.receipts);
        reader.frame(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination(this.damagedRoom);
            headers.setReceipt("live");
            headers.setNativeHeader("from", from);
        });
        await().atMost(TestNode.PATIENCE).until(() -> reader.bodies().contains("second"));
        String receipt = reader.frames(StompCommand.RECEIPT).get(0).getFirstNativeHeader("gap");
        List<String> seen = new ArrayList<>(List.of("RECEIPT " + receipt));
        List<String> gaps = reader.frames(StompCommand.MESSAGE).stream()
                .map(message -> " " + message.getFirstNativeHeader("gap"))
                .toList();
        for (int i = 0; i < gaps.size(); i++) {
            seen.add(reader.bodies().get(i) + gaps.get(i));
        }
        return seen;
    }

    private int receipts;

    private void send(TestNode node, String destination, String body) {
        String receipt = "r" + ++this.receipts;
        TestNode.Client sender = node.connect("sender-" + this.receipts);
        sender.send(destination, body, Map.of("receipt", receipt));
        await().atMost(TestNode.PATIENCE).until(() -> sender.receipts().contains(receipt));
    }
}
