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
package io.chatrelay.core.stomp;

import java.util.List;
import java.util.Map;

/**
 * Writes the frames of a server. Where a version or command has no escape for a character that would end a header, the
 * character is replaced by a space, so that no value can add headers or frames.
 */
public final class StompFrameEncoder {
    private static final String CONTENT_LENGTH = "content-length";
    static final String MESSAGE_LINE = FrameCommand.MESSAGE.name() + '\n';

    private StompFrameEncoder() {}

    /**
     * Encodes a frame. Frames that may have a body get its {@code content-length}, whatever the headers say.
     *
     * @param version the version of the session; 1.0 writes headers as they are, as has to be done before CONNECTED
     * @param headers values by name, in the order they are to be written
     * @return a new array that holds exactly the frame, with its NUL
     */
    public static byte[] encode(
            StompVersion version, FrameCommand command, Map<String, List<String>> headers, byte[] body) {
        return encode(version, command, command.name() + '\n', headers, body);
    }

    /** Encodes all of a MESSAGE frame but its first line, to which headers may be added. */
    static byte[] encodeMessageRest(StompVersion version, Map<String, List<String>> headers, byte[] body) {
        return encode(version, FrameCommand.MESSAGE, "", headers, body);
    }

    private static byte[] encode(
            StompVersion version,
            FrameCommand command,
            String firstLine,
            Map<String, List<String>> headers,
            byte[] body) {
        HeaderEscapes escapes = HeaderEscapes.of(version, command);
        String contentLength = Integer.toString(body.length);
        FrameBuffer frame = new FrameBuffer(
                firstLine.length() + length(command, headers, escapes, contentLength) + body.length + 1);
        frame.addAscii(firstLine);
        write(command, headers, escapes, contentLength, body, frame);
        return frame.bytes();
    }

    private static void write(
            FrameCommand command,
            Map<String, List<String>> headers,
            HeaderEscapes escapes,
            String contentLength,
            byte[] body,
            FrameBuffer frame) {
        headers.forEach((name, values) -> {
            if (!isReplaced(command, name)) {
                for (String value : values) {
                    writeHeader(name, value, escapes, frame);
                }
            }
        });
        if (command.isBodyAllowed()) {
            frame.addAscii(CONTENT_LENGTH);
            frame.add(':');
            frame.addAscii(contentLength);
            frame.add('\n');
        }
        frame.add('\n');
        frame.add(body);
        frame.add(0);
    }

    private static void writeHeader(String name, String value, HeaderEscapes escapes, FrameBuffer frame) {
        escapes.write(name, true, frame);
        frame.add(':');
        escapes.write(value, false, frame);
        frame.add('\n');
    }

    /** Encodes the first line of a MESSAGE frame and some headers. */
    static byte[] encodeMessageStart(StompVersion version, Map<String, String> headers) {
        HeaderEscapes escapes = HeaderEscapes.of(version, FrameCommand.MESSAGE);
        int length = MESSAGE_LINE.length();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            length += escapes.length(header.getKey(), true) + escapes.length(header.getValue(), false) + 2;
        }
        FrameBuffer frame = new FrameBuffer(length);
        frame.addAscii(MESSAGE_LINE);
        headers.forEach((name, value) -> writeHeader(name, value, escapes, frame));
        return frame.bytes();
    }

    /** Encodes a frame whose headers are a {@link StompFrame}'s. */
    public static byte[] encode(StompVersion version, StompFrame frame) {
        return encode(version, frame.command(), frame.headers().toMap(), frame.body());
    }

    private static int length(
            FrameCommand command, Map<String, List<String>> headers, HeaderEscapes escapes, String contentLength) {
        int length = 1;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (!isReplaced(command, header.getKey())) {
                int nameLength = escapes.length(header.getKey(), true);
                for (String value : header.getValue()) {
                    length += nameLength + escapes.length(value, false) + 2;
                }
            }
        }
        return command.isBodyAllowed() ? length + CONTENT_LENGTH.length() + contentLength.length() + 2 : length;
    }

    private static boolean isReplaced(FrameCommand command, String header) {
        return command.isBodyAllowed() && header.equals(CONTENT_LENGTH);
    }
}
