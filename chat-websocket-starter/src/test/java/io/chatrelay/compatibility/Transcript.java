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
package io.chatrelay.compatibility;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client saw, as one line: {@code RECEIPT receipt-id:1, MESSAGE "hello", closed 1002}. Of the headers only those
 * asked for are told; {@value #NOTHING} if nothing came.
 */
final class Transcript {

    private static final String NOTHING = "nothing";
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration QUIET = Duration.ofMillis(200);

    private final StompTestClient client;
    private final List<String> headers;
    private final List<String> events = new ArrayList<>();

    private Transcript(StompTestClient client, List<String> headers) {
        this.client = client;
        this.headers = headers;
    }

    /**
     * Listens until what was seen is what is expected, or the deadline passed, and then for what comes in addition: before a
     * marker, or for a while if the client may not send one because it is not connected. Nothing comes after the end.
     */
    static String of(Broker broker, StompTestClient client, String expected, String... headers) {
        Transcript transcript = new Transcript(client, List.of(headers));
        long deadline = System.nanoTime() + StompTestClient.DEADLINE.toNanos();
        while (!transcript.toString().equals(expected) && System.nanoTime() < deadline) {
            Frame frame = client.poll(STEP);
            transcript.add(frame == null ? List.of() : List.of(frame));
        }
        transcript.add(transcript.more(broker));
        return transcript.toString();
    }

    private List<Frame> more(Broker broker) {
        if (client.isClosed()) {
            return client.rest();
        }
        return client.isConnected() ? broker.framesBeforeMarker(client) : client.untilQuiet(QUIET);
    }

    private void add(List<Frame> frames) {
        frames.stream().map(this::describe).forEach(events::add);
    }

    private String describe(Frame frame) {
        String shown = frame.headers().stream()
                .filter(header -> headers.contains(header.name()))
                .map(header -> " " + header)
                .collect(Collectors.joining());
        String body = frame.command().equals("MESSAGE") ? " \"" + frame.body() + "\"" : "";
        return frame.command() + shown + body;
    }

    @Override
    public String toString() {
        Stream<String> closing = client.isClosed() ? Stream.of("closed " + client.awaitClose()) : Stream.of();
        String line = Stream.concat(events.stream(), closing).collect(Collectors.joining(", "));
        return line.isEmpty() ? NOTHING : line;
    }
}
