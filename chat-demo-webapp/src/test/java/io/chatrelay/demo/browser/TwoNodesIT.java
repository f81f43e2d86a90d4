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

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import io.chatrelay.demo.TwoNodes;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes of the chat that share one Kafka, and people on both. */
@WithBrowser
@ExtendWith(SharedNodes.class)
class TwoNodesIT {

    private final Chromium chromium;

    private final EmbeddedKafkaBroker kafka;

    private final DemoNode first;

    private final DemoNode second;

    TwoNodesIT(Chromium chromium, TwoNodes nodes) {
        this.chromium = chromium;
        this.kafka = nodes.kafka();
        this.first = nodes.first();
        this.second = nodes.second();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sockjs"})
    void peopleOnDifferentNodesChat(String transport) {
        String room = "/rooms/across-" + transport + "?transport=" + transport;
        try (ChatPage ada = ChatPage.join(this.chromium, this.first.address() + room, "Ada");
                ChatPage grace = ChatPage.join(this.chromium, this.second.address() + room, "Grace")) {
            ada.say("from the first node");
            grace.awaitTexts("from the first node");
            grace.say("from the second node");

            ada.awaitTexts("from the first node", "from the second node");
            grace.awaitTexts("from the first node", "from the second node");
            assertThat(ada.pending()).hasCount(0);
            assertThat(ada.scriptErrors()).isEmpty();
            assertThat(grace.scriptErrors()).isEmpty();
        }
    }

    @Test
    void bothSeeOneOrder() {
        try (ChatPage ada = ChatPage.join(this.chromium, this.first.address() + "/rooms/order", "Ada");
                ChatPage grace = ChatPage.join(this.chromium, this.second.address() + "/rooms/order", "Grace")) {
            ada.sayAll(twenty("a"));
            grace.sayAll(twenty("g"));
            assertThat(ada.texts()).hasCount(40);
            assertThat(grace.texts()).hasCount(40);

            List<String> seen = ada.texts().allInnerTexts();
            assertThat(grace.texts().allInnerTexts()).isEqualTo(seen);
            for (String author : List.of("a", "g")) {
                assertThat(seen.stream().filter(text -> text.startsWith(author)))
                        .containsExactly(twenty(author));
            }
        }
    }

    @Test
    void aRoomMadeOnOneNodeIsListedOnTheOther() {
        try (ChatPage ada = ChatPage.join(this.chromium, this.first.address() + "/rooms/lobby", "Ada");
                ChatPage grace = ChatPage.join(this.chromium, this.second.address() + "/rooms/lobby", "Grace")) {
            ada.openRoom("brand-new");

            assertThat(grace.page().locator("#rooms a[data-room='brand-new']")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sockjs"})
    void theRestartOfANodeIsSurvived(String transport) {
        String room = "/rooms/restart-" + transport + "?transport=" + transport;
        DemoNode node = DemoNode.on(this.kafka);
        List<String> said = new ArrayList<>();
        try (ChatPage ada = ChatPage.join(this.chromium, node.address() + room, "Ada");
                ChatPage grace = ChatPage.join(this.chromium, this.second.address() + room, "Grace")) {
            ada.say("before");
            said.add("before");
            grace.awaitTexts("before");
            int port = node.port();

            node.close();
            ada.awaitOffline();
            grace.say("while you were away");
            said.add("while you were away");
            grace.awaitTexts(said.toArray(String[]::new));
            ada.say("written without a connection");
            said.add("written without a connection");
            node = DemoNode.on(this.kafka, port);

            ada.awaitOnline();
            grace.awaitTexts(said.toArray(String[]::new));
            ada.awaitTexts(said.toArray(String[]::new));
            ada.say("after");
            said.add("after");
            grace.say("welcome back");
            said.add("welcome back");
            ada.awaitTextsInAnyOrder(said);
            grace.awaitTextsInAnyOrder(said);
            assertThat(grace.texts().allInnerTexts()).isEqualTo(ada.texts().allInnerTexts());
            assertThat(ada.pending()).hasCount(0);
        } finally {
            node.close();
        }
    }

    @Test
    void whatWasSaidIsThereForThoseWhoComeLater() {
        try (ChatPage ada = ChatPage.join(this.chromium, this.first.address() + "/rooms/history", "Ada")) {
            ada.say("one");
            ada.say("two\nlines");
            assertThat(ada.texts()).hasCount(2);
        }
        try (ChatPage grace = ChatPage.join(this.chromium, this.second.address() + "/rooms/history", "Grace")) {
            grace.say("three");

            assertThat(grace.texts()).hasCount(3);
            assertThat(grace.texts().allInnerTexts()).containsExactly("one", "two\nlines", "three");
        }
    }

    @Test
    void thePanelShowsWhereEachMessageIsInKafka() {
        try (ChatPage ada = ChatPage.join(this.chromium, this.first.address() + "/rooms/panel", "Ada")) {
            Page page = ada.page();
            ada.say("in the log");
            ada.awaitTexts("in the log");

            page.locator("#kafka-toggle").click();
            assertThat(page.locator("#kafka-note")).hasText("Topic chat.demo.messages");
            Locator badge = page.locator("#messages .badge");
            Pattern form = Pattern.compile("p(\\d+) · (\\d+)");
            assertThat(badge).hasText(form);
            MatchResult place =
                    form.matcher(badge.innerText()).results().findFirst().orElseThrow();
            badge.click();

            Locator record = page.locator("#kafka-record");
            assertThat(record).containsText("This message is in the log");
            assertThat(record.locator("[data-field=topic]")).hasText("chat.demo.messages");
            assertThat(record.locator("[data-field=partition]")).hasText(place.group(1));
            assertThat(record.locator("[data-field=offset]")).hasText(place.group(2));
            assertThat(record.locator("[data-field=key]")).hasText("/topic/rooms.panel");
            assertThat(record.locator("[data-field=value]")).containsText("\"text\":\"in the log\"");
            assertThat(page.locator("#records li")).hasCount(1);
            page.locator("#kafka-scope").selectOption("all");
            assertThat(page.locator("#records li").nth(1)).isVisible();
            assertThat(page.locator("#records")).not().containsText("/queue/errors");
        }
    }

    private static String[] twenty(String author) {
        return IntStream.range(0, 20).mapToObj(i -> author + i).toArray(String[]::new);
    }
}
