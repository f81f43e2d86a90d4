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
package io.chatrelay.core.presence;

import io.chatrelay.core.InvalidValueException;
import java.util.regex.Pattern;

/**
 * What a participant is called: 1 to 40 characters on one line, without blanks around it. Characters that cannot be seen
 * or that turn the direction of the text around them are not allowed, as they make one name look like another.
 *
 * @param value the name
 * @since 0.1
 */
public record ParticipantName(String value) {

    private static final int MAX_LENGTH = 40;

    /** Controls, line ends, private use, lone surrogates; the invisible formats that are no joiners (those make emoji). */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}\\u00AD\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]");

    /**
     * Checks the name.
     *
     * @throws InvalidValueException if it is not a legal name
     */
    public ParticipantName {
        if (value.isBlank()
                || !value.equals(value.strip())
                || value.codePointCount(0, value.length()) > MAX_LENGTH
                || UNSEEN.matcher(value).find()) {
            throw new InvalidValueException(
                    "name", value, "1 to " + MAX_LENGTH + " visible characters on one line, no blanks around them");
        }
    }

    @Override
    public String toString() {
        return this.value;
    }
}
