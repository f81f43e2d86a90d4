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
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with each other, on one node without Kafka. */
@WithBrowser
@ExtendWith(SharedNodes.class)
class BrowserChatIT {

    private final Chromium chromium;

    private final DemoNode node;

    private String room;

    BrowserChatIT(Chromium chromium, DemoNode node) {
        this.chromium = chromium;
        this.node = node;
    }

    @BeforeEach
    void takeARoomOfItsOwn(TestInfo test) {
        this.room = test.getTestMethod().orElseThrow().getName().toLowerCase().substring(0, 12)
                + Math.abs(test.getDisplayName().hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sockjs"})
    void twoPeopleChat(String transport) {
        try (ChatPage ada = join("Ada", "?transport=" + transport);
                ChatPage grace = join("Grace", "?transport=" + transport)) {
            ada.say("Good morning, Grace");
            grace.awaitTexts("Good morning, Grace");
            grace.say("Good morning, Ada");

            ada.awaitTexts("Good morning, Grace", "Good morning, Ada");
            assertThat(ada.pending()).hasCount(0);
            assertThat(grace.page().locator(".author")).hasText(new String[] {"Ada", "Grace"});
            assertThat(ada.page().locator("#status")).hasAttribute("data-transport", transport);
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void fallsBackToSockJsWhereWebSocketsDoNotGetThrough() {
        try (ChatPage ada = ChatPage.open(this.chromium, address(""))) {
            ada.page()
                    .evaluate("() => { WebSocket = class extends EventTarget { constructor() { super();"
                            + " setTimeout(() => this.onclose?.({ code: 1006 }), 10); } close() {} send() {} }; }");
            ada.pickName("Ada");
            await().pollInSameThread().until(() -> {
                ada.retryNow();
                return ada.isOnline();
            });

            assertThat(ada.page().locator("#status")).hasAttribute("data-transport", "sockjs");
        }
    }

    @Test
    void asksForANameAndRemembersIt() {
        try (ChatPage ada = ChatPage.open(this.chromium, address(""))) {
            ada.pickName("  ");
            assertThat(ada.page().locator("#name-error")).hasText("Please type a name.");
            ada.pickName("Ada Lovelace");
            ada.awaitOnline();

            ada.page().reload();

            ada.awaitOnline();
            assertThat(ada.page().locator("#my-name")).hasText("Ada Lovelace");
            assertThat(ada.page().locator("#name-dialog")).isHidden();
        }
    }

    @Test
    void goesOnUnderAnotherName() {
        try (ChatPage ada = join("Ada", "")) {
            ada.page().locator("#change-name").click();
            ada.pickName("Countess");
            ada.awaitOnline();
            ada.say("hello");

            ada.awaitTexts("hello");
            assertThat(ada.page().locator("#messages .author")).hasText("Countess");
        }
    }

    @Test
    void keepsRoomsApartAndCountsWhatIsUnread() {
        try (ChatPage ada = join("Ada", "");
                ChatPage grace = join("Grace", "")) {
            ada.openRoom("Tea " + this.room);
            assertThat(ada.page()).hasURL(Pattern.compile("/rooms/tea-" + this.room + "$"));
            ada.say("only here");
            ada.awaitTexts("only here");
            grace.say("over there");

            Locator roomLink = ada.page().locator("#rooms a[data-room='" + this.room + "']");
            assertThat(roomLink.locator(".unread")).hasText(Pattern.compile("1.*"));
            roomLink.click();
            ada.awaitTexts("over there");
            assertThat(roomLink.locator(".unread")).hasCount(0);
            assertThat(grace.page().locator("#rooms a[data-room='tea-" + this.room + "']"))
                    .isVisible();
            ada.page().goBack();
            ada.awaitTexts("only here");
        }
    }

    @Test
    void showsAScriptInAMessageAsText() {
        String attack = "<script>window.hacked = 1; alert(1)</script><img src=x onerror=\"window.hacked = 2\">"
                + " javascript:alert(1) https://example.org/\"onmouseover=alert(1)";
        try (ChatPage ada = join("<b>Ada</b>", "");
                ChatPage grace = join("Grace", "")) {
            ada.say(attack);

            grace.awaitTexts(attack);
            assertThat(grace.page().locator(".author")).hasText("<b>Ada</b>");
            assertThat(grace.page().locator("#messages :is(script, img, b, [onerror])"))
                    .hasCount(0);
            assertThat(grace.page().locator("#messages .message-text a")).hasAttribute("href", "https://example.org/");
            assertThat(grace.page().evaluate("window.hacked")).isNull();
            assertThat(grace.scriptErrors()).isEmpty();
        }
    }

    @Test
    void runsNoInlineScriptEvenIfOneGotIn() {
        try (ChatPage ada = join("Ada", "")) {
            ada.page().evaluate("document.body.append(Object.assign(document.createElement('p'), { id: 'probe' }))");
            Object refused = ada.page()
                    .evaluate(
                            "() => { try { document.getElementById('probe').innerHTML = '<img src=x onerror=\"window.hacked = 1\">';"
                                    + " return false; } catch { return true; } }");

            assertThat(refused).isEqualTo(true);
            assertThat(ada.page().evaluate("window.hacked")).isNull();
        }
    }

    @Test
    void showsThatItIsOfflineAndSendsLaterWhatWasWrittenThen() {
        try (ChatPage ada = join("Ada", "");
                ChatPage grace = join("Grace", "")) {
            ada.context().setOffline(true);
            ada.awaitOffline();
            assertThat(ada.page().locator("#status-text")).containsText("retry in");
            ada.say("one, in a tunnel");
            ada.say("two");
            ada.say("three");
            assertThat(ada.pending()).hasCount(3);
            assertThat(ada.page().locator(".draft-state").first()).hasText("Waiting for the connection…");

            ada.context().setOffline(false);

            grace.awaitTexts("one, in a tunnel", "two", "three");
            ada.awaitTexts("one, in a tunnel", "two", "three");
            assertThat(ada.pending()).hasCount(0);
        }
    }

    @Test
    void saysWhatTheServerWouldNotTakeAndGivesItBack() {
        try (ChatPage ada = join("Ada", "")) {
            ada.say("bell \u0007");
            Locator failed = ada.page().locator(".draft-state.failed");
            assertThat(failed).containsText("no control characters");

            failed.getByText("Edit").click();

            assertThat(ada.pending()).hasCount(0);
            assertThat(ada.composer()).hasValue("bell \u0007");
        }
    }

    @Test
    void saysThatThereIsNoKafkaBehindIt() {
        try (ChatPage ada = join("Ada", "")) {
            ada.page().locator("#kafka-toggle").click();

            assertThat(ada.page().locator("#kafka-note")).containsText("There is no Kafka behind this server");
        }
    }

    private ChatPage join(String name, String query) {
        return ChatPage.join(this.chromium, address(query), name);
    }

    private String address(String query) {
        return this.node.address() + "/rooms/" + this.room + query;
    }
}
