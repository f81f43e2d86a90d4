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

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A headless Chromium: the one on the PATH, or else the one that Playwright has. Nothing is downloaded. Every context of
 * it is like a browser of its own: with its own storage.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /**
     * Each costs processes or time per page and nobody sees it: pages of the address bar's pop-up, which make three processes
     * of one, and a process in reserve for the next page.
     */
    private static final List<String> COSTLY_FEATURES = List.of(
            "WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess");

    /** What Playwright switches off: Chromium heeds only the last list of features on its command line, which is ours. */
    private static final List<String> PLAYWRIGHTS_FEATURES = List.of(
            "AvoidUnnecessaryBeforeUnloadCheckSync",
            "BlockOriginHeaderModificationOnRedirect",
            "BoundaryEventDispatchTracksNodeRemoval",
            "DestroyProfileOnBrowserClose",
            "DialMediaRouteProvider",
            "GlobalMediaControls",
            "HttpsUpgrades",
            "LensOverlay",
            "MediaRouter",
            "OptimizationHints",
            "PaintHolding",
            "ThirdPartyStoragePartitioning",
            "Translate");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
            Stream.of(COSTLY_FEATURES, PLAYWRIGHTS_FEATURES)
                    .flatMap(List::stream)
                    .collect(Collectors.joining(",", "--disable-features=", "")));

    private final Playwright playwright;

    private final Browser browser;

    private final List<PageDiary> diaries = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; throws a {@link PlaywrightException} if there is none. */
    static Chromium start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            LaunchOptions options = new LaunchOptions().setHeadless(true).setArgs(ARGUMENTS);
            executable().ifPresent(options::setExecutablePath);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException failure) {
            playwright.close();
            throw failure;
        }
    }

    Browser browser() {
        return this.browser;
    }

    /** Keeps the diary of a page that was opened for the test that runs. */
    void opened(PageDiary diary) {
        this.diaries.add(diary);
    }

    /** The diaries of all pages since the last call, oldest first; pages may be closed by now. */
    List<PageDiary> takeDiaries() {
        List<PageDiary> taken = List.copyOf(this.diaries);
        this.diaries.clear();
        return taken;
    }

    @Override
    public void close() {
        this.browser.close();
        this.playwright.close();
    }

    private static Optional<Path> executable() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
