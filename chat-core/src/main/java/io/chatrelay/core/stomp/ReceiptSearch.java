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

import org.jspecify.annotations.Nullable;

/** Looks ahead in the lines after a broken one, so that the answer can name the receipt the client waits for. */
final class ReceiptSearch {
    private static final String RECEIPT = "receipt:";
    private static final int MAX_SHOWN = 20;

    private ReceiptSearch() {}

    /** Returns the {@code receipt} among the header lines that start at {@code from}, or null. */
    static @Nullable String find(byte[] bytes, int from, int end, StompVersion version) {
        int lineStart = from;
        while (lineStart < end) {
            int lineEnd = lineStart;
            while (lineEnd < end && bytes[lineEnd] != '\n' && bytes[lineEnd] != 0) {
                lineEnd++;
            }
            int to = lineEnd > lineStart && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            int valueStart = lineStart + RECEIPT.length();
            if (to >= valueStart && HeaderText.matches(RECEIPT, bytes, lineStart)) {
                String value = HeaderText.decode(bytes, valueStart, to);
                return value == null ? null : HeaderText.unescape(value, version);
            }
            if (to == lineStart || lineEnd == end || bytes[lineEnd] == 0) {
                return null;
            }
            lineStart = lineEnd + 1;
        }
        return null;
    }

    /** Quotes the start of what a client sent, harmless to show. */
    static String printable(byte[] bytes, int from, int to) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = from; i < Math.min(to, from + MAX_SHOWN); i++) {
            shown.append(
                    bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':' && bytes[i] != '\\' ? (char) bytes[i] : '?');
        }
        return shown.append(to - from > MAX_SHOWN ? "...'" : "'").toString();
    }
}
