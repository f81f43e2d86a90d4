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
package io.chatrelay.testing.client;

/**
 * Finds the frames of RFC 6455, section 5.2, in what a server has sent. Servers send each of our messages in one frame;
 * one in several would be possible, and is refused rather than counted wrongly.
 */
final class WebSocketFrames {

    private static final int FINAL = 0x80;

    /** The bit that says that a message is compressed (RFC 7692, section 6). */
    private static final int DEFLATED = 0x40;

    private static final int TEXT = 1;

    private static final int BINARY = 2;

    private static final int CLOSE = 8;

    private static final int PING = 9;

    private static final int PONG = 10;

    private WebSocketFrames() {}

    /**
     * Hands over all frames that are complete.
     *
     * @return where the first one that is not complete begins
     */
    static int read(byte[] bytes, int from, int to, Receiver receiver) {
        int position = from;
        while (true) {
            int start = payloadStart(bytes, position, to);
            if (start < 0) {
                return position;
            }
            long end = start + payloadLength(bytes, position);
            if (end > to) {
                return position;
            }
            handOver(bytes, position, start, (int) end, receiver);
            position = (int) end;
        }
    }

    /** The end of the frame's header, or -1 when the header is not complete. */
    private static int payloadStart(byte[] bytes, int position, int to) {
        if (to - position < 2) {
            return -1;
        }
        int length = bytes[position + 1];
        int start = position + (length < 126 ? 2 : length == 126 ? 4 : 10);
        return start <= to ? start : -1;
    }

    private static long payloadLength(byte[] bytes, int position) {
        int length = bytes[position + 1];
        if (length < 126) {
            return length;
        }
        long extended = 0;
        for (int index = 2; index < (length == 126 ? 4 : 10); index++) {
            extended = extended << 8 | (bytes[position + index] & 0xff);
        }
        return extended;
    }

    private static void handOver(byte[] bytes, int position, int start, int end, Receiver receiver) {
        switch (bytes[position] & 0xff) {
            case FINAL | TEXT, FINAL | BINARY -> receiver.payload(bytes, start, end);
            case FINAL | DEFLATED | TEXT, FINAL | DEFLATED | BINARY -> receiver.deflated(bytes, start, end);
            case FINAL | CLOSE ->
                receiver.close(end - start < 2 ? 0 : (bytes[start] & 0xff) << 8 | bytes[start + 1] & 0xff);
            case FINAL | PING -> receiver.ping(bytes, start, end);
            case FINAL | PONG -> {}
            default ->
                throw new IllegalStateException(
                        "WebSocket frame 0x%02x (expected: whole messages)".formatted(bytes[position] & 0xff));
        }
    }

    /** The bytes are valid during the call only. */
    interface Receiver {

        void payload(byte[] bytes, int start, int end);

        /** A payload that permessage-deflate has compressed. */
        void deflated(byte[] bytes, int start, int end);

        void ping(byte[] bytes, int start, int end);

        /** With the status code, 0 if there is none. */
        void close(int status);
    }
}
