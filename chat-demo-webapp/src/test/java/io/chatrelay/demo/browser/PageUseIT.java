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

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ReducedMotion;
import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writing, looking and finding one's way, by keyboard and on a phone. */
@WithBrowser
@ExtendWith(SharedNodes.class)
class PageUseIT {

    private final Chromium chromium;

    private final DemoNode node;

    private String room;

    PageUseIT(Chromium chromium, DemoNode node) {
        this.chromium = chromium;
        this.node = node;
    }

    @BeforeEach
    void takeARoomOfItsOwn(TestInfo test) {
        this.room = test.getTestMethod().orElseThrow().getName().toLowerCase().substring(0, 12)
                + Math.abs(test.getDisplayName().hashCode());
    }

    @Test
    void writesSeveralLines() {
        try (ChatPage ada = join("Ada")) {
            ada.composer().click();
            ada.page().keyboard().type("one");
            ada.page().keyboard().press("Shift+Enter");
            ada.page().keyboard().type("two");
            ada.page().keyboard().press("Enter");

            assertThat(ada.texts()).hasCount(1);
            assertThat(ada.texts().innerText()).isEqualTo("one\ntwo");
            assertThat(ada.composer()).hasValue("");
        }
    }

    @Test
    void keepsADraftWithItsRoom() {
        try (ChatPage ada = join("Ada")) {
            ada.composer().fill("half a tho");
            ada.openRoom("elsewhere");
            assertThat(ada.composer()).hasValue("");

            ada.page().goBack();

            assertThat(ada.composer()).hasValue("half a tho");
        }
    }

    @Test
    void putsAnEmojiIntoTheMessageByKeyboard() {
        try (ChatPage ada = join("Ada")) {
            ada.composer().fill("nice ");
            ada.page().locator("#emoji-toggle").press("Enter");
            ada.page().keyboard().press("ArrowRight");
            ada.page().keyboard().press("Enter");

            assertThat(ada.composer()).hasValue("nice 😄");
            assertThat(ada.composer()).isFocused();
        }
    }

    @Test
    void fitsOnASmallPhone() {
        try (ChatPage ada = join("Ada")) {
            Page page = ada.page();
            page.setViewportSize(320, 568);
            // The sidebar slides in, and takes the focus only once it is there.
            page.emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
            ada.say("a-very-long-word-".repeat(20));
            assertThat(ada.texts()).hasCount(1);

            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
            page.locator("#open-sidebar").click();
            assertThat(page.locator("#sidebar")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#sidebar")).isHidden();
            assertThat(page.locator("#open-sidebar")).isFocused();
        }
    }

    @Test
    void remembersTheTheme() {
        try (ChatPage ada = join("Ada")) {
            String light = background(ada);
            ada.page().locator("#theme").click();
            ada.page().locator("#theme").click();
            ada.page().reload();

            assertThat(ada.page().locator("html")).hasAttribute("data-theme", "dark");
            assertThat(background(ada)).isNotEqualTo(light);
        }
    }

    private static String background(ChatPage page) {
        return (String) page.page().evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private ChatPage join(String name) {
        return ChatPage.join(this.chromium, this.node.address() + "/rooms/" + this.room, name);
    }
}
