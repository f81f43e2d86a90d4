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

/** An array of known length that is filled from start to end. */
final class FrameBuffer {
    private final byte[] bytes;
    private int size;

    FrameBuffer(int length) {
        bytes = new byte[length];
    }

    void add(int octet) {
        bytes[size++] = (byte) octet;
    }

    void add(byte[] octets) {
        System.arraycopy(octets, 0, bytes, size, octets.length);
        size += octets.length;
    }

    void addAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    /** Adds a code point as UTF-8. */
    void addCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            add(codePoint);
        } else if (codePoint < 0x800) {
            add(0xC0 | codePoint >> 6);
            addContinuation(codePoint);
        } else if (codePoint < 0x10000) {
            add(0xE0 | codePoint >> 12);
            addContinuation(codePoint >> 6);
            addContinuation(codePoint);
        } else {
            add(0xF0 | codePoint >> 18);
            addContinuation(codePoint >> 12);
            addContinuation(codePoint >> 6);
            addContinuation(codePoint);
        }
    }

    private void addContinuation(int bits) {
        add(0x80 | bits & 0x3F);
    }

    byte[] bytes() {
        return bytes;
    }
}
