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

import java.nio.charset.StandardCharsets;

/**
 * What a message says of itself, at the beginning of its body: who has published it, as which one, and when it was due.
 * Hexadecimal digits of fixed width, which are text for any server and are read and written without an object.
 */
public final class Stamp {

    /** The least size of a body. */
    public static final int LENGTH = 40;

    private static final int PUBLISHER = 0;

    private static final int SEQUENCE = 8;

    private static final int DUE = 24;

    private Stamp() {}

    /** A stamp as text. */
    public static String text(int publisher, long sequence, long dueNanos) {
        byte[] bytes = new byte[LENGTH];
        write(bytes, 0, publisher, sequence, dueNanos);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** A body of so many bytes: a stamp, and text that is another for every message. */
    public static byte[] body(int publisher, long sequence, long dueNanos, int bodyBytes) {
        byte[] bytes = new byte[bodyBytes];
        write(bytes, 0, publisher, sequence, dueNanos);
        ChatText.fill(bytes, LENGTH, bodyBytes, sequence);
        return bytes;
    }

    static void write(byte[] bytes, int at, int publisher, long sequence, long dueNanos) {
        writeHex(bytes, at + PUBLISHER, SEQUENCE - PUBLISHER, publisher);
        writeHex(bytes, at + SEQUENCE, DUE - SEQUENCE, sequence);
        writeHex(bytes, at + DUE, LENGTH - DUE, dueNanos);
    }

    static int publisher(byte[] bytes, int at) {
        return (int) readHex(bytes, at + PUBLISHER, SEQUENCE - PUBLISHER);
    }

    static long sequence(byte[] bytes, int at) {
        return readHex(bytes, at + SEQUENCE, DUE - SEQUENCE);
    }

    static long dueNanos(byte[] bytes, int at) {
        return readHex(bytes, at + DUE, LENGTH - DUE);
    }

    private static void writeHex(byte[] bytes, int at, int digits, long value) {
        long rest = value;
        for (int index = at + digits - 1; index >= at; index--) {
            int digit = (int) (rest & 0xf);
            bytes[index] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            rest >>>= 4;
        }
    }

    private static long readHex(byte[] bytes, int at, int digits) {
        long value = 0;
        for (int index = at; index < at + digits; index++) {
            int character = bytes[index];
            value = value << 4 | (character <= '9' ? character - '0' : character - 'a' + 10);
        }
        return value;
    }
}
