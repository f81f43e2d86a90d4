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
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page makes of history, breaks and gaps, against a server that plays a script. */
@WithBrowser
@ExtendWith(SharedNodes.class)
class TimelineIT {

    private final Chromium chromium;

    private final DemoNode node;

    private final ScriptedRoom room = new ScriptedRoom("r");

    TimelineIT(Chromium chromium, DemoNode node) {
        this.chromium = chromium;
        this.node = node;
    }

    @Test
    void beginsWithTheLastMessages() {
        this.room.say(numbers(1, 120));
        try (ChatPage ada = join()) {
            ada.awaitTexts(numbers(71, 120));
            assertThat(ada.texts().last()).isInViewport();
            assertThat(ada.page().locator("#messages")).hasAttribute("aria-busy", "false");

            this.room.say("121");
            ada.awaitTexts(numbers(71, 121));
            assertThat(this.room.starts()).containsExactly("last=50");
            assertThat(ada.page()).hasTitle("r · Chat Relay");
        }
    }

    @Test
    void readsOlderMessagesWhenScrolledUpAndKeepsThePlace() {
        this.room.say(numbers(1, 120));
        try (ChatPage ada = join()) {
            ada.awaitTexts(numbers(71, 120));
            Locator oldest = ada.page().locator(".message", new LocatorOptions().setHasText("71"));
            this.room.answerPages(false);
            ada.scroll(-100_000);
            assertThat(ada.olderState()).hasText("Reading older messages…");
            assertThat(oldest).isInViewport();
            double before = bottomOf(oldest);

            this.room.answerPages(true);
            this.room.breakConnection();
            ada.awaitTexts(numbers(21, 120));

            assertThat(oldest).isInViewport();
            assertThat(bottomOf(oldest)).isCloseTo(before, within(2.0));
            ada.scroll(-100_000);
            ada.awaitTexts(numbers(1, 120));
            assertThat(ada.page().locator("#messages .day")).hasCount(1);
            ada.scroll(-100_000);
            assertThat(ada.olderState()).hasText("This is the beginning");
            assertThat(ada.scriptErrors()).isEmpty();
        }
    }

    @Test
    void readsOlderMessagesByKeyboard() {
        this.room.say(numbers(1, 90));
        try (ChatPage ada = join()) {
            ada.awaitTexts(numbers(41, 90));

            ada.page().locator("#older-button").press("Enter");

            ada.awaitTexts(numbers(1, 90));
            assertThat(ada.olderState()).hasText("This is the beginning");
            assertThat(ada.page().locator("#timeline")).isFocused();
        }
    }

    @Test
    void saysThatAConversationIsComplete() {
        this.room.say("1", "2");
        try (ChatPage ada = join()) {
            ada.awaitTexts("1", "2");

            assertThat(ada.olderState()).hasText("This is the beginning");
        }
    }

    @Test
    void goesOnAfterABreakWithoutDoublesAndMisses() {
        this.room.say(numbers(1, 3));
        try (ChatPage ada = join()) {
            ada.awaitTexts(numbers(1, 3));

            this.room.breakConnection();
            this.room.say(numbers(4, 80));

            ada.awaitTexts(numbers(1, 80));
            assertThat(this.room.starts()).contains("p3");
            this.room.breakConnection();
            this.room.say("81");
            ada.awaitTexts(numbers(1, 81));
            assertThat(ada.gaps()).hasCount(0);
        }
    }

    @Test
    void showsWhereMessagesAreMissing() {
        this.room.say(numbers(1, 3));
        try (ChatPage ada = join()) {
            ada.awaitTexts(numbers(1, 3));

            this.room.announceGap("retention");
            this.room.breakConnection();
            this.room.say("4");

            ada.awaitTexts(numbers(1, 4));
            assertThat(ada.gaps()).hasText("Messages are missing here: the log keeps them no longer");
            assertThat(ada.page().locator("#messages > :is(.message, .gap)").nth(3))
                    .hasClass("gap");
        }
    }

    /** Where a message ends on the screen: above its text there may be a name, which goes away with one before it. */
    private static double bottomOf(Locator message) {
        return message.boundingBox().y + message.boundingBox().height;
    }

    private static String[] numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private ChatPage join() {
        return ChatPage.join(this.chromium, this.node.address() + "/rooms/r", "Ada", this.room::playIn);
    }
}
