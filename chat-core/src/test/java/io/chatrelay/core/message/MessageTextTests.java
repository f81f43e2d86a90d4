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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.core.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTests {

    @Test
    void keepsMarkupAndEmojiAsTheyAre() {
        String text = "<script>alert(1)</script> 👩‍💻 שלום";

        assertThat(new MessageText(text)).hasToString(text);
    }

    @Test
    void keepsLinesAndIndentationButNoEmptyLinesAround() {
        assertThat(new MessageText("\r\n \n  one\r\ttwo\r\n\r\nthree \n\n").value())
                .isEqualTo("  one\n\ttwo\n\nthree");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\n", "\u0000", "a\u0007b", "\u001B[2J", "\uDC00"})
    void refusesNothingAndControls(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new MessageText(text))
                .withMessageEndingWith("(expected: 1 to 4000 characters, no control characters)");
    }

    @Test
    void refusesMoreThanFourThousandCharactersAndShortensThemInTheError() {
        assertThat(new MessageText("👍".repeat(4000)).value()).hasSize(8000);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new MessageText("x".repeat(4001)))
                .withMessage(
                        "text: \"" + "x".repeat(60) + "…\" (expected: 1 to 4000 characters, no control characters)")
                .satisfies(invalid -> assertThat(invalid.name()).isEqualTo("text"))
                .satisfies(
                        invalid -> assertThat(invalid.rule()).isEqualTo("1 to 4000 characters, no control characters"));
    }
}
