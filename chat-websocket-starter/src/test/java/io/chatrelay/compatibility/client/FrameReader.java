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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the frames and heart-beats of one WebSocket message by the letter of STOMP 1.2. Not thread-safe. */
final class FrameReader {

    private final byte[] message;
    private int position;
    private int heartBeats;

    FrameReader(byte[] message) {
        this.message = message;
    }

    /** The next frame, or null at the end of the message. */
    @Nullable Frame read() {
        while (position < message.length && isEol(message[position])) {
            heartBeats += message[position] == '\n' ? 1 : 0;
            position++;
        }
        if (position == message.length) {
            return null;
        }
        String command = line();
        List<Frame.Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("Header line without a colon: " + line);
            }
            headers.add(new Frame.Header(line.substring(0, colon), line.substring(colon + 1)));
        }
        return new Frame(command, headers, body(headers));
    }

    /** The line ends found between frames so far. */
    int heartBeats() {
        return heartBeats;
    }

    private byte[] body(List<Frame.Header> headers) {
        int end = headers.stream()
                .filter(header -> header.name().equals("content-length"))
                .findFirst()
                .map(header -> position + Integer.parseInt(header.value()))
                .orElseGet(() -> indexOf('\0'));
        if (end >= message.length || message[end] != 0) {
            throw new IllegalArgumentException("Frame does not end with NUL where it should, at " + end + " of "
                    + message.length + ": " + new String(message, StandardCharsets.UTF_8));
        }
        byte[] body = Arrays.copyOfRange(message, position, end);
        position = end + 1;
        return body;
    }

    private String line() {
        int end = indexOf('\n');
        String line = new String(message, position, end - position, StandardCharsets.UTF_8);
        position = end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private int indexOf(int wanted) {
        for (int index = position; index < message.length; index++) {
            if (message[index] == wanted) {
                return index;
            }
        }
        throw new IllegalArgumentException("Incomplete frame: " + new String(message, StandardCharsets.UTF_8));
    }

    private static boolean isEol(byte value) {
        return value == '\n' || value == '\r';
    }
}
