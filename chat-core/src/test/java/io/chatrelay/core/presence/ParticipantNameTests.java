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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.core.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantNameTests {

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "Ada Lovelace", "李", "O'Neil <b>", "👩‍💻 dev", "a/b"})
    void takesWhatPeopleCallThemselves(String name) {
        assertThat(new ParticipantName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " Ada",
                "Ada ",
                "A\nda",
                "A\tda",
                "\u0000",
                "A\u202Eda",
                "A\u200Bda",
                "A\u2028da",
                "\uD83D"
            })
    void refusesWhatCannotBeSeen(String name) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ParticipantName(name))
                .withMessageEndingWith("(expected: 1 to 40 visible characters on one line, no blanks around them)");
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(new ParticipantName("👍".repeat(40)).value()).hasSize(80);
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new ParticipantName("👍".repeat(41)));
    }
}
