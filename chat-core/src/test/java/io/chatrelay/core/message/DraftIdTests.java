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

class DraftIdTests {

    @Test
    void takesAUuid() {
        String uuid = "0b6fae1c-6fd0-4b0b-9c0c-8c7f6f0b6a11";

        assertThat(new DraftId(uuid)).hasToString(uuid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "12345678\n", "1234 5678", "ümlaut-ümlaut"})
    void refusesWhatIsNoId(String id) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new DraftId(id))
                .withMessage("draft-id: \"" + id + "\" (expected: 8 to 64 of A-Z a-z 0-9 -)");
    }
}
