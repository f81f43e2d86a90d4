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
package io.chatrelay.core.room;

import io.chatrelay.core.InvalidValueException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name of a room, as it stands in addresses and destinations: 1 to 40 lower-case letters, digits and inner hyphens,
 * of any script, in Unicode normal form C. It has no dot, slash, star or blank and so needs no escaping in either.
 *
 * @param value the name
 * @since 0.1
 */
public record RoomName(String value) {

    private static final int MAX_LENGTH = 40;

    private static final String LETTER = "[\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{Nd}]";

    private static final Pattern LEGAL = Pattern.compile(LETTER + "+(-" + LETTER + "+)*");

    /**
     * Checks the name.
     *
     * @throws InvalidValueException if it is not a legal name
     */
    public RoomName {
        if (value.length() > MAX_LENGTH
                || !LEGAL.matcher(value).matches()
                || !Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new InvalidValueException(
                    "room", value, "1 to " + MAX_LENGTH + " lower-case letters, digits and inner hyphens");
        }
    }

    @Override
    public String toString() {
        return this.value;
    }
}
