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
package io.chatrelay.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTests {

    private final Position position = new Position(0x8badf00dcafe1234L, 31, 4_294_967_296L, 1_795_000_000_123L);

    @Test
    void isReadBackFromItsText() {
        assertThat(Position.parse(this.position.toString())).isEqualTo(this.position);
        assertThat(Position.parse(new Position(-1, Integer.MAX_VALUE, Long.MAX_VALUE, -1).toString()))
                .isEqualTo(new Position(-1, Integer.MAX_VALUE, Long.MAX_VALUE, -1));
    }

    @Test
    void textIsShortAndNeedsNoEscapingInHeadersOrAddresses() {
        assertThat(this.position.toString()).hasSizeLessThanOrEqualTo(60).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void textOfAnotherTopicPartitionOffsetOrTimeDiffers() {
        assertThat(new String[] {
                    new Position(1, 2, 3, 4).toString(),
                    new Position(9, 2, 3, 4).toString(),
                    new Position(1, 9, 3, 4).toString(),
                    new Position(1, 2, 9, 4).toString(),
                    new Position(1, 2, 3, 9).toString()
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        String text = this.position.toString();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(Position.parse(changed)).as(changed).isNotEqualTo(this.position);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "earliest",
                "last=50",
                "abc-1",
                "0",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "%%%%"
            })
    void textThatIsNoPositionIsNone(String text) {
        assertThat(Position.parse(text)).isNull();
    }

    @Test
    void negativePlacesAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(1, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(1, 0, -1, 0));
    }
}
