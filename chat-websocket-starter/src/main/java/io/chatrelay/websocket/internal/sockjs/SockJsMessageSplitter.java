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
package io.chatrelay.websocket.internal.sockjs;

/**
 * Reads what a SockJS client sends, a JSON array of strings, from parts that are cut anywhere. Each part becomes a
 * complete array of the strings, or pieces of strings, that it holds: STOMP does not care where its bytes are cut.
 */
final class SockJsMessageSplitter {
    private enum Place {
        OUTSIDE,
        IN_STRING,
        IN_ESCAPE
    }

    private static final int UNICODE_ESCAPE_LENGTH = 6;

    private final StringBuilder escape = new StringBuilder(UNICODE_ESCAPE_LENGTH);
    private Place place = Place.OUTSIDE;

    /**
     * Returns the strings of a part as a JSON array.
     *
     * @param last whether the message ends with this part
     * @throws IllegalArgumentException if the part is not JSON, or no strings
     */
    String split(CharSequence part, boolean last) {
        StringBuilder array = new StringBuilder(part.length() + 4).append('[');
        if (place != Place.OUTSIDE) {
            array.append('"');
        }
        for (int i = 0; i < part.length(); i++) {
            add(part.charAt(i), array);
        }
        if (place != Place.OUTSIDE) {
            if (last) {
                throw new IllegalArgumentException("a string has no end");
            }
            array.append('"');
        }
        return array.append(']').toString();
    }

    private void add(char next, StringBuilder array) {
        switch (place) {
            case OUTSIDE -> addOutside(next, array);
            case IN_STRING -> addToString(next, array);
            case IN_ESCAPE -> addToEscape(next, array);
        }
    }

    private void addOutside(char next, StringBuilder array) {
        if (next == '"') {
            array.append(array.length() > 1 ? ",\"" : "\"");
            place = Place.IN_STRING;
        } else if ("[], \t\r\n".indexOf(next) < 0) {
            throw new IllegalArgumentException("something else than strings");
        }
    }

    private void addToString(char next, StringBuilder array) {
        if (next < ' ') {
            throw new IllegalArgumentException("a control character that is not escaped");
        }
        if (next == '\\') {
            escape.append(next);
            place = Place.IN_ESCAPE;
        } else {
            array.append(next);
            if (next == '"') {
                place = Place.OUTSIDE;
            }
        }
    }

    /** Keeps an escape back until it is complete. */
    private void addToEscape(char next, StringBuilder array) {
        String allowed = escape.length() == 1 ? "\"\\/bfnrtu" : "0123456789abcdefABCDEF";
        if (allowed.indexOf(next) < 0) {
            throw new IllegalArgumentException("an unknown escape");
        }
        escape.append(next);
        if (escape.length() == 2 ? next != 'u' : escape.length() == UNICODE_ESCAPE_LENGTH) {
            array.append(escape);
            escape.setLength(0);
            place = Place.IN_STRING;
        }
    }
}
