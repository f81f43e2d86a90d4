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
package io.chatrelay.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import io.chatrelay.demo.TwoNodes;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** History and breaks as people see them, on two nodes that share one Kafka. */
@WithBrowser
@ExtendWith(SharedNodes.class)
class HistoryIT {

    private static final String TOPIC = "chat.demo.messages";

    private final Chromium chromium;

    private final EmbeddedKafkaBroker kafka;

    private final DemoNode first;

    private final DemoNode second;

    HistoryIT(Chromium chromium, TwoNodes nodes) {
        this.chromium = chromium;
        this.kafka = nodes.kafka();
        this.first = nodes.first();
        this.second = nodes.second();
    }

    @Test
    void aRoomBeginsWithItsLastMessagesAndScrollingUpReadsTheOlderOnes() {
        try (ChatPage ada = join(this.first.address(), "long")) {
            ada.sayAll(numbers(1, 120));
            ada.awaitTexts(numbers(1, 120));
        }
        try (ChatPage grace = join(this.second.address(), "long")) {
            grace.awaitTexts(numbers(71, 120));
            assertThat(grace.texts().last()).isInViewport();

            grace.scroll(-100_000);
            grace.awaitTexts(numbers(21, 120));
            grace.say("121");
            grace.awaitTexts(numbers(21, 121));
            grace.scroll(-100_000);

            grace.awaitTexts(numbers(1, 121));
            grace.scroll(-100_000);
            assertThat(grace.olderState()).hasText("This is the beginning");
            assertThat(grace.gaps()).hasCount(0);
            assertThat(grace.scriptErrors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sockjs"})
    void onTheOtherNodeItGoesOnWhereItWas(String transport) {
        String room = "switch-" + transport + "?transport=" + transport;
        try (LoadBalancer balancer = LoadBalancer.before(this.first);
                ChatPage ada = join(balancer.address(), room);
                ChatPage grace = join(this.second.address(), room)) {
            grace.sayAll(numbers(1, 3));
            ada.awaitTexts(numbers(1, 3));

            balancer.sendToNobody();
            ada.awaitOffline();
            grace.sayAll(numbers(4, 70));
            grace.awaitTexts(numbers(1, 70));
            balancer.sendTo(this.second);
            ada.retryNow();
            ada.awaitOnline();
            ada.awaitTexts(numbers(1, 70));
            balancer.sendTo(this.first);
            grace.sayAll(numbers(71, 75));

            ada.awaitTexts(numbers(1, 75));
            assertThat(ada.gaps()).hasCount(0);
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void aLineSaysWhereTheLogHasLostMessages() throws Exception {
        try (LoadBalancer balancer = LoadBalancer.before(this.first);
                ChatPage ada = join(balancer.address(), "lossy");
                ChatPage grace = join(this.second.address(), "lossy")) {
            grace.say("before");
            ada.awaitTexts("before");

            balancer.sendToNobody();
            ada.awaitOffline();
            grace.say("lost");
            grace.awaitTexts("before", "lost");
            deleteAllRecords();
            grace.say("after");
            grace.awaitTexts("before", "lost", "after");
            balancer.sendTo(this.first);
            ada.retryNow();

            ada.awaitTexts("before", "after");
            assertThat(ada.gaps()).hasText("Messages are missing here: the log keeps them no longer");
            assertThat(ada.page().locator("#messages > :is(.message, .gap)").nth(1))
                    .hasClass("gap");
            assertThat(grace.gaps()).hasCount(0);
        }
    }

    /** What retention does when everything is old. */
    private void deleteAllRecords() throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.kafka.bootstrapServers()))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(partition -> all.put(
                                new TopicPartition(TOPIC, partition.partition()), RecordsToDelete.beforeOffset(-1)));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    private static String[] numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private ChatPage join(String address, String room) {
        return ChatPage.join(this.chromium, address + "/rooms/" + room, "Somebody");
    }
}
