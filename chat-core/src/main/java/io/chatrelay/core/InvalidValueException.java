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
package io.chatrelay.core;

import org.jspecify.annotations.Nullable;

/**
 * Says that a value breaks a rule of the domain: which value, and which rule.
 *
 * <p>The message names all three, as in {@code room: "a b" (expected: 1 to 40 lower-case letters)}, and is fit to be shown
 * to whoever sent the value. A long value is shortened in it.
 *
 * @since 0.1
 */
public final class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN_LENGTH = 60;

    private final String message;

    private final String name;

    private final String rule;

    /**
     * Creates the exception.
     *
     * @param name what the value is called where it came from
     * @param value the value that breaks the rule
     * @param rule what is expected instead
     */
    public InvalidValueException(String name, @Nullable String value, String rule) {
        this.message = name + ": " + shown(value) + " (expected: " + rule + ")";
        this.name = name;
        this.rule = rule;
    }

    @Override
    public String getMessage() {
        return this.message;
    }

    /** What the value is called where it came from. */
    public String name() {
        return this.name;
    }

    /** What is expected instead. */
    public String rule() {
        return this.rule;
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "missing";
        }
        if (value.codePointCount(0, value.length()) <= SHOWN_LENGTH) {
            return '"' + value + '"';
        }
        return '"' + value.substring(0, value.offsetByCodePoints(0, SHOWN_LENGTH)) + "…\"";
    }
}
