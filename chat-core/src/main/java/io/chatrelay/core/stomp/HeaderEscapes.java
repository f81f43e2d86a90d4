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

/** How header text is written: which characters are escaped, which replaced. */
enum HeaderEscapes {
    /** STOMP 1.0 and the frames that settle the version. */
    NONE,
    /** STOMP 1.1. */
    WITHOUT_CARRIAGE_RETURN,
    /** STOMP 1.2. */
    ALL;

    private static final char REPLACEMENT = ' ';
    private static final int REPLACED_SURROGATE = '?';

    static HeaderEscapes of(StompVersion version, FrameCommand command) {
        if (version == StompVersion.V1_0 || !command.isEscaped()) {
            return NONE;
        }
        return version == StompVersion.V1_1 ? WITHOUT_CARRIAGE_RETURN : ALL;
    }

    /** Returns how many bytes {@link #write} adds. */
    int length(String text, boolean name) {
        int length = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = codePointAt(text, i);
            length += escape(codePoint) != 0 ? 2 : utf8Length(replace(codePoint, name));
            i += Character.charCount(codePoint);
        }
        return length;
    }

    void write(String text, boolean name, FrameBuffer frame) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = codePointAt(text, i);
            char escape = escape(codePoint);
            if (escape != 0) {
                frame.add('\\');
                frame.add(escape);
            } else {
                frame.addCodePoint(replace(codePoint, name));
            }
            i += Character.charCount(codePoint);
        }
    }

    /** Returns the character that stands for this one after a backslash, or 0. */
    private char escape(int codePoint) {
        if (this == NONE) {
            return 0;
        }
        return switch (codePoint) {
            case '\n' -> 'n';
            case ':' -> 'c';
            case '\\' -> '\\';
            case '\r' -> this == ALL ? 'r' : 0;
            default -> 0;
        };
    }

    private static int replace(int codePoint, boolean name) {
        boolean ends = codePoint == '\n' || codePoint == '\r' || codePoint == 0 || name && codePoint == ':';
        return ends ? REPLACEMENT : codePoint;
    }

    /** As String#codePointAt; half of a surrogate pair has no UTF-8 and becomes a question mark. */
    private static int codePointAt(String text, int index) {
        char unit = text.charAt(index);
        if (!Character.isSurrogate(unit)) {
            return unit;
        }
        int codePoint = text.codePointAt(index);
        return Character.isSupplementaryCodePoint(codePoint) ? codePoint : REPLACED_SURROGATE;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
