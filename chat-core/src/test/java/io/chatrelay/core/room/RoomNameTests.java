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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.core.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTests {

    @ParameterizedTest
    @ValueSource(strings = {"lobby", "a", "7", "room-42", "büro", "комната", "部屋", "हिन्दी"})
    void takesLettersDigitsAndInnerHyphensOfAnyScript(String name) {
        assertThat(new RoomName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "Lobby",
                "-a",
                "a-",
                "a--b",
                "a.b",
                "a/b",
                "*",
                "**",
                "a{b}",
                "a\nb",
                "%2e",
                "..",
                "bu\u0308ro",
                "\uD800",
                "👍"
            })
    void refusesWhatWouldMeanSomethingElseInAnAddress(String name) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new RoomName(name))
                .withMessage("room: \"" + name + "\" (expected: 1 to 40 lower-case letters, digits and inner hyphens)");
    }

    @Test
    void refusesMoreThanFortyCharacters() {
        assertThat(new RoomName("x".repeat(40)).value()).hasSize(40);
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new RoomName("x".repeat(41)));
    }
}
