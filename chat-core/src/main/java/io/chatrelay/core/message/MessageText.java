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
package io.chatrelay.core.message;

import io.chatrelay.core.InvalidValueException;
import java.util.regex.Pattern;

/**
 * The text of a chat message: 1 to 4000 characters on any number of lines, not only blanks. Line ends are kept as
 * {@code \n}; blanks after the last and empty lines before the first visible character are dropped.
 *
 * @param value the text
 * @since 0.1
 */
public record MessageText(String value) {

    private static final int MAX_LENGTH = 4000;

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\u2028|\\u2029");

    private static final Pattern LEADING_EMPTY_LINES = Pattern.compile("\\A\\s*\\n");

    /** Controls other than tab and line feed, and lone surrogates, which have no UTF-8 form. */
    private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n]]");

    /**
     * Checks the text and brings it to its kept form.
     *
     * @throws InvalidValueException if it is not a legal text
     */
    public MessageText {
        // Checked before the patterns run, so that their cost is bounded by the rule and not by the sender.
        if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw invalid(value);
        }
        String given = value;
        value = LINE_END.matcher(value).replaceAll("\n").stripTrailing();
        value = LEADING_EMPTY_LINES.matcher(value).replaceFirst("");
        if (value.isBlank() || UNUSABLE.matcher(value).find()) {
            throw invalid(given);
        }
    }

    private static InvalidValueException invalid(String value) {
        return new InvalidValueException("text", value, "1 to " + MAX_LENGTH + " characters, no control characters");
    }

    @Override
    public String toString() {
        return this.value;
    }
}
