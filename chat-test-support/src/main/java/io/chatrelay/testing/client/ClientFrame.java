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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Frames from a client. They are masked, as they must be, but with a key of zeros, which leaves the bytes as they are; it
 * makes no difference to the server.
 */
final class ClientFrame {

    static final int TEXT = 0x81;

    static final int PONG = 0x8a;

    /** A close frame with the status 1000. */
    static final byte[] NORMAL_CLOSURE = of(0x88, new byte[] {3, (byte) 0xe8});

    private static final int MASKED = 0x80;

    private static final int MASK_BYTES = 4;

    private ClientFrame() {}

    static byte[] text(String payload) {
        return of(TEXT, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] of(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        frame.position(frame.position() + MASK_BYTES).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
