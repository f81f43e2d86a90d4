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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StompVersionTests {
    @Test
    void clientThatNamesNoVersionSpeaks10() {
        assertThat(StompVersion.negotiate(null)).isEqualTo(StompVersion.V1_0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0|1.0",
                "1.1|1.1",
                "1.2|1.2",
                "1.0,1.1,1.2|1.2",
                "1.2,1.1,1.0|1.2",
                "1.1,1.0|1.1",
                "1.1, 1.2|1.2",
                "1.3,2.0,1.1|1.1"
            })
    void picksHighestVersionBothSidesSpeak(String acceptVersion, String expected) {
        StompVersion version = StompVersion.negotiate(acceptVersion);

        assertThat(version).isNotNull().extracting(StompVersion::text).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "1", "1.20", "2.0", "1.3,9", "v1.2"})
    void findsNoVersionAmongUnknownOnes(String acceptVersion) {
        assertThat(StompVersion.negotiate(acceptVersion)).isNull();
    }
}
