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

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the header lines of one frame after the other. */
final class HeaderBlock {
    static final int MAX_HEADERS = 256;

    private static final int FIRST_CAPACITY = 16;

    /** Name and value in turn. */
    private @Nullable String[] entries = new @Nullable String[FIRST_CAPACITY];

    private int length;

    /**
     * Adds the header of a line.
     *
     * @return null, or the rule that the line breaks
     */
    @Nullable String add(byte[] line, int from, int to, StompVersion version) {
        int colon = indexOf((byte) ':', line, from, to);
        if (colon <= from) {
            return "A header must be a name and a value with a colon between them";
        }
        if (version == StompVersion.V1_2 && indexOf((byte) '\r', line, from, to) >= 0) {
            return "A carriage return must be followed by a line feed; in a header it must be escaped as \\r";
        }
        String name = HeaderText.decodeName(line, from, colon);
        String value = HeaderText.decode(line, colon + 1, to);
        if (name == null || value == null) {
            return "Headers must be encoded as UTF-8";
        }
        String plainName = HeaderText.unescape(name, version);
        String plainValue = HeaderText.unescape(value, version);
        if (plainName == null || plainValue == null) {
            return "A backslash in a header must start one of the escapes "
                    + (version == StompVersion.V1_2 ? "\\r, \\n, \\c and \\\\" : "\\n, \\c and \\\\");
        }
        if (length == 2 * MAX_HEADERS) {
            return "A frame must not have more than " + MAX_HEADERS + " headers";
        }
        put(plainName, plainValue);
        return null;
    }

    private void put(String name, String value) {
        if (length == entries.length) {
            entries = Arrays.copyOf(entries, 2 * length);
        }
        entries[length++] = name;
        entries[length++] = value;
    }

    /** Returns the first value of a name so far. */
    @Nullable String first(String name) {
        for (int i = 0; i < length; i += 2) {
            if (name.equals(entries[i])) {
                return entries[i + 1];
            }
        }
        return null;
    }

    /** Hands over the headers and starts anew. */
    StompHeaders take() {
        StompHeaders headers = StompHeaders.copyOf(entries, length);
        if (entries.length > FIRST_CAPACITY) {
            entries = new @Nullable String[FIRST_CAPACITY];
        } else {
            Arrays.fill(entries, 0, length, null);
        }
        length = 0;
        return headers;
    }

    private static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
