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
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.WebSocketRoute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one room, played in the page's browser: a log whose positions are {@code p1}, {@code p2} and so on,
 * read as the headers {@code from} and {@code until} say. All of it is called on the test's thread.
 */
final class ScriptedRoom {

    private static final Instant FIRST = Instant.parse("2026-01-05T10:00:00Z");

    private static final Pattern LAST = Pattern.compile("last=(\\d+)");

    private final String destination;

    private final List<String> texts = new ArrayList<>();

    private final List<String> starts = new ArrayList<>();

    private final Map<String, WebSocketRoute> live = new LinkedHashMap<>();

    private @Nullable WebSocketRoute socket;

    private @Nullable String gap;

    private boolean answersPages = true;

    ScriptedRoom(String room) {
        this.destination = "/topic/rooms." + room;
    }

    /** Takes the place of the server's WebSocket end point. */
    void playIn(Page page) {
        page.routeWebSocket(Pattern.compile(".*/ws$"), route -> {
            this.socket = route;
            route.onMessage(frame -> received(route, frame.text()));
            route.onClose((code, reason) -> this.live.values().removeIf(route::equals));
        });
        page.route(
                "**/api/log",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody("{\"topic\":\"scripted\"}")));
    }

    /** Writes to the log, and to whoever is subscribed. */
    void say(String... said) {
        for (String text : said) {
            this.texts.add(text);
            this.live.forEach((id, route) -> route.send(message(id, this.texts.size(), Map.of())));
        }
    }

    /** What each SUBSCRIBE asked for, oldest first. */
    List<String> starts() {
        return this.starts;
    }

    /** From the next SUBSCRIBE on its RECEIPT tells a gap. */
    void announceGap(String reason) {
        this.gap = reason;
    }

    void answerPages(boolean answered) {
        this.answersPages = answered;
    }

    void breakConnection() {
        WebSocketRoute open = this.socket;
        this.live.clear();
        if (open != null) {
            open.close(new WebSocketRoute.CloseOptions().setCode(1011));
        }
    }

    private void received(WebSocketRoute route, String text) {
        Map<String, String> headers = text.lines()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.toMap(line -> line.split(":", 2)[0], line -> line.split(":", 2)[1], (a, b) -> a));
        if (text.startsWith("CONNECT")) {
            route.send(frame("CONNECTED", Map.of("version", "1.2", "heart-beat", "0,0"), ""));
        } else if (text.startsWith("SUBSCRIBE") && this.destination.equals(headers.get("destination"))) {
            subscribed(route, headers);
        } else if (text.startsWith("UNSUBSCRIBE")) {
            this.live.remove(headers.get("id"));
        }
    }

    private void subscribed(WebSocketRoute route, Map<String, String> headers) {
        String from = headers.getOrDefault("from", "now");
        String until = headers.get("until");
        this.starts.add(until == null ? from : from + " until " + until);
        if (until != null && !this.answersPages) {
            return;
        }
        int end = until == null ? this.texts.size() : numberOf(until) - 1;
        int start = startOf(from, end);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("receipt-id", headers.getOrDefault("receipt", ""));
        answer.put("position", "p" + start);
        if (until != null) {
            answer.put("count", Integer.toString(end - start));
        } else if (this.gap != null) {
            answer.put("gap", this.gap);
        }
        route.send(frame("RECEIPT", answer, ""));
        String id = headers.getOrDefault("id", "");
        for (int number = start + 1; number <= end; number++) {
            route.send(message(id, number, Map.of("replayed", "true")));
        }
        if (until == null) {
            this.live.put(id, route);
        }
    }

    private int startOf(String from, int end) {
        var last = LAST.matcher(from);
        if (last.matches()) {
            return Math.max(0, end - Integer.parseInt(last.group(1)));
        }
        return from.equals("now") ? end : numberOf(from);
    }

    private String message(String subscription, int number, Map<String, String> more) {
        Instant at = FIRST.plusSeconds(60L * number);
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("subscription", subscription);
        headers.put("message-id", "p" + number);
        headers.put("timestamp", Long.toString(at.toEpochMilli()));
        headers.put("destination", this.destination);
        String text = this.texts.get(number - 1);
        return frame(
                "MESSAGE",
                headers,
                "{\"id\":\"%d\",\"room\":\"r\",\"author\":\"Grace\",\"text\":\"%s\",\"sentAt\":\"%s\"}"
                        .formatted(number, text, at));
    }

    private static int numberOf(String position) {
        return Integer.parseInt(position.substring(1));
    }

    private static String frame(String command, Map<String, String> headers, String body) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return command + "\n" + lines + "\n" + body + "\0";
    }
}
