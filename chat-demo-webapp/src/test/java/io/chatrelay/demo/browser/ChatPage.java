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

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The chat as one person uses it, in a browser of their own. Errors in the page's scripts are kept for the test to see. */
final class ChatPage implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 20_000;

    private final BrowserContext context;

    private final Page page;

    private final PageDiary diary;

    private final List<String> scriptErrors = new CopyOnWriteArrayList<>();

    private ChatPage(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        this.diary = PageDiary.of(this.page);
        this.page.setDefaultTimeout(PATIENCE_MILLIS);
        this.page.onPageError(this.scriptErrors::add);
        this.page.onDialog(dialog -> {
            this.scriptErrors.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** Opens a page for somebody new. */
    static ChatPage open(Chromium chromium, String address) {
        return open(chromium, address, page -> {});
    }

    private static ChatPage open(Chromium chromium, String address, Consumer<Page> preparation) {
        // Without a graphics card each frame of an animation is costly.
        NewContextOptions options =
                new NewContextOptions().setColorScheme(ColorScheme.LIGHT).setReducedMotion(ReducedMotion.REDUCE);
        ChatPage opened = new ChatPage(chromium.browser().newContext(options));
        chromium.opened(opened.diary);
        preparation.accept(opened.page);
        opened.page.navigate(address);
        return opened;
    }

    /** Opens a page for somebody who has picked a name before, and waits to be online. */
    static ChatPage join(Chromium chromium, String address, String name) {
        return join(chromium, address, name, page -> {});
    }

    /** The same with a page that is prepared before it loads anything. */
    static ChatPage join(Chromium chromium, String address, String name, Consumer<Page> preparation) {
        ChatPage joined = open(chromium, address, page -> {
            // Without the dialog, which is a test of its own and takes long to paint.
            page.addInitScript("localStorage['chat.name'] ??= JSON.stringify('%s')".formatted(name));
            preparation.accept(page);
        });
        joined.awaitOnline();
        return joined;
    }

    Page page() {
        return this.page;
    }

    BrowserContext context() {
        return this.context;
    }

    List<String> scriptErrors() {
        return this.scriptErrors;
    }

    void pickName(String name) {
        this.page.locator("#name-input").fill(name);
        this.page.locator("#name-save").click();
    }

    void awaitOnline() {
        awaitState("online");
    }

    void awaitOffline() {
        awaitState("waiting");
    }

    boolean isOnline() {
        return "online".equals(state().getAttribute("data-state"));
    }

    /** As when the network is back: a page that waits for its next attempt to connect makes it now. */
    void retryNow() {
        this.page.evaluate("dispatchEvent(new Event('online'))");
    }

    /** Writes a message and sends it, and does not wait for it to come back. */
    void say(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    /** Writes messages and sends them one after the other, faster than anybody types. */
    void sayAll(String... texts) {
        composer()
                .evaluate(
                        "(composer, texts) => texts.forEach(text => {"
                                + " composer.value = text; composer.form.requestSubmit(); })",
                        texts);
    }

    Locator composer() {
        return this.page.locator("#composer-text");
    }

    /** The texts of the messages, oldest first. */
    Locator texts() {
        return this.page.locator("#messages .message-text");
    }

    /** The messages that have not come back yet. */
    Locator pending() {
        return this.page.locator("#pending .message");
    }

    /** Waits until exactly these messages are shown, in this order. */
    void awaitTexts(String... texts) {
        assertThat(texts()).hasText(texts, new HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Waits until exactly these messages are shown, in whatever order the log gave them. */
    void awaitTextsInAnyOrder(List<String> texts) {
        assertThat(texts()).hasCount(texts.size(), new HasCountOptions().setTimeout(PATIENCE_MILLIS));
        org.assertj.core.api.Assertions.assertThat(texts().allInnerTexts()).containsExactlyInAnyOrderElementsOf(texts);
    }

    /** The lines that say that messages are missing. */
    Locator gaps() {
        return this.page.locator("#messages .gap");
    }

    /** What is said about older messages, above the oldest that is shown. */
    Locator olderState() {
        return this.page.locator("#older-state");
    }

    /** Scrolls the conversation, down by a positive number of pixels and up by a negative one. */
    void scroll(int pixels) {
        this.page.locator("#timeline").hover();
        this.page.mouse().wheel(0, pixels);
    }

    void openRoom(String typed) {
        this.page.locator("#new-room-name").fill(typed);
        this.page.locator("#new-room-name").press("Enter");
    }

    private void awaitState(String state) {
        assertThat(state()).hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
    }

    private Locator state() {
        return this.page.locator("#status");
    }

    @Override
    public void close() {
        this.context.close();
    }
}
