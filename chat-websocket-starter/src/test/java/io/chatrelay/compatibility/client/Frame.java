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
package io.chatrelay.compatibility.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A frame as it was read from the wire: header values are kept escaped, headers in order, the body byte for byte. */
public final class Frame {

    /** Stands for the command of what the server sent and no client can read; the body is the whole message. */
    public static final String MALFORMED = "MALFORMED";

    private final String command;
    private final List<Header> headers;
    private final byte[] body;

    Frame(String command, List<Header> headers, byte[] body) {
        this.command = command;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** The raw text of a frame without a body, for example {@code frame("SUBSCRIBE", "id:0", "destination:/topic/a")}. */
    public static String frame(String command, String... headers) {
        return frameWithBody(command, "", headers);
    }

    /** The raw text of a frame with a body; nothing is escaped and no {@code content-length} is added. */
    public static String frameWithBody(String command, String body, String... headers) {
        StringBuilder text = new StringBuilder(command).append('\n');
        for (String header : headers) {
            text.append(header).append('\n');
        }
        return text.append('\n').append(body).append('\0').toString();
    }

    public String command() {
        return command;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The first value of the header, as STOMP 1.2 says repeated headers are to be read. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    public List<String> headerNames() {
        return headers.stream().map(Header::name).toList();
    }

    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return body.clone();
    }

    @Override
    public String toString() {
        String head = headers.stream().map(Header::toString).collect(Collectors.joining(" "));
        String text = body();
        return "%s [%s] %s".formatted(command, head, text.length() > 100 ? text.substring(0, 100) + "..." : text);
    }

    /** A header line. */
    public record Header(String name, String value) {

        @Override
        public String toString() {
            return name + ":" + value;
        }
    }
}
