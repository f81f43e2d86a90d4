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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns bytes of a header line into text: strict UTF-8, then the escapes of the session's version. */
final class HeaderText {
    private static final String[] COMMON = {
        "id",
        "ack",
        "host",
        "login",
        "receipt",
        "passcode",
        "heart-beat",
        "message-id",
        "destination",
        "subscription",
        "content-type",
        "content-length",
        "accept-version"
    };

    private HeaderText() {}

    /** Returns the text, or null if the bytes are not UTF-8. */
    static @Nullable String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeStrictly(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** As {@link #decode}, without a new string for the names nearly every frame has. */
    static @Nullable String decodeName(byte[] bytes, int from, int to) {
        for (String name : COMMON) {
            if (name.length() == to - from && matches(name, bytes, from)) {
                return name;
            }
        }
        return decode(bytes, from, to);
    }

    static boolean matches(String ascii, byte[] bytes, int from) {
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String decodeStrictly(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** Returns the text unescaped, or null if it has an escape that the version does not define. */
    static @Nullable String unescape(String text, StompVersion version) {
        int backslash = version == StompVersion.V1_0 ? -1 : text.indexOf('\\');
        if (backslash < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int copied = 0;
        while (backslash >= 0) {
            char escaped = backslash + 1 < text.length() ? text.charAt(backslash + 1) : 0;
            char meant = unescape(escaped, version);
            if (meant == 0) {
                return null;
            }
            plain.append(text, copied, backslash).append(meant);
            copied = backslash + 2;
            backslash = text.indexOf('\\', copied);
        }
        return plain.append(text, copied, text.length()).toString();
    }

    private static char unescape(char escaped, StompVersion version) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 'c' -> ':';
            case '\\' -> '\\';
            case 'r' -> version == StompVersion.V1_2 ? '\r' : 0;
            default -> 0;
        };
    }
}
