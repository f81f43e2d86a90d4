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
package io.chatrelay.websocket.internal.lane;

import java.nio.ByteBuffer;

/** The first bytes of a WebSocket message that is sent in one frame by a server (RFC 6455, section 5.2). */
final class WebSocketFrameHeader {
    /** The longest header of a server: the length takes eight bytes more. */
    static final int MAX_LENGTH = 10;

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int MAX_LENGTH_IN_ONE_BYTE = 125;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final int MAX_UNSIGNED_SHORT = 0xFFFF;

    private WebSocketFrameHeader() {}

    static void put(ByteBuffer buffer, boolean text, int payloadLength) {
        buffer.put((byte) (text ? FINAL_TEXT : FINAL_BINARY));
        if (payloadLength <= MAX_LENGTH_IN_ONE_BYTE) {
            buffer.put((byte) payloadLength);
        } else if (payloadLength <= MAX_UNSIGNED_SHORT) {
            buffer.put((byte) LENGTH_IN_TWO_BYTES);
            buffer.putShort((short) payloadLength);
        } else {
            buffer.put((byte) LENGTH_IN_EIGHT_BYTES);
            buffer.putLong(payloadLength);
        }
    }
}
