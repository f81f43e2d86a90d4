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

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of what happened in a page: frames, requests that failed, its console. Used on the test's thread only. */
final class PageDiary {

    private static final int KEPT = 20;

    private static final int LONGEST = 240;

    private final Deque<String> lines = new ArrayDeque<>();

    private PageDiary() {}

    static PageDiary of(Page page) {
        PageDiary diary = new PageDiary();
        page.onFrameNavigated(frame -> diary.add("opens: " + frame.url()));
        page.onConsoleMessage(message -> diary.add("console: " + message.text()));
        page.onPageError(error -> diary.add("script error: " + error));
        page.onRequestFailed(request -> diary.add("failed: " + request.url() + " " + request.failure()));
        page.onWebSocket(diary::follow);
        return diary;
    }

    List<String> lines() {
        return List.copyOf(this.lines);
    }

    void add(String line) {
        if (this.lines.size() == KEPT) {
            this.lines.removeFirst();
        }
        String flat = line.replace("\n", "\\n").replace("\0", "");
        this.lines.addLast(flat.length() > LONGEST ? flat.substring(0, LONGEST) + "..." : flat);
    }

    private void follow(WebSocket socket) {
        add("socket opens: " + socket.url());
        socket.onFrameSent(frame -> add("sent: " + frame.text()));
        socket.onFrameReceived(frame -> add("received: " + frame.text()));
        socket.onClose(closed -> add("socket closed"));
    }
}
