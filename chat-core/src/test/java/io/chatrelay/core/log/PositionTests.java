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

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;
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
        assertThat(this.position.toString()).hasSize(44).matches("[A-Za-z0-9_-]+");
        assertThat(new Position(0, 0, -1, Position.NO_TIMESTAMP).toString()).hasSize(44);
        assertThat(new Position(-1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE).toString())
                .hasSize(44);
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
    void anyChangedCharacterIsRefused() {
        String text = this.position.toString();
        for (int i = 0; i < text.length(); i++) {
            for (char other = ' '; other <= '\u007f'; other++) {
                if (other != text.charAt(i)) {
                    String changed = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(Position.parse(changed)).as(changed).isNull();
                }
            }
        }
    }

    @Test
    void anyTruncationOrExtensionIsRefused() {
        String text = this.position.toString();
        for (int length = 0; length < text.length(); length++) {
            assertThat(Position.parse(text.substring(0, length))).isNull();
            assertThat(Position.parse(text.substring(text.length() - length))).isNull();
            assertThat(Position.parse(text.substring(0, length) + "=".repeat(text.length() - length)))
                    .isNull();
        }
        assertThat(Position.parse(new Position(1, 0, 0, -2).toString())).isNull();
        assertThat(Position.parse(new Position(1, 0, 0, Long.MAX_VALUE).toString()))
                .isNull();
        assertThat(Position.parse(text + "A")).isNull();
        assertThat(Position.parse(text + "=")).isNull();
        assertThat(Position.parse(text + text)).isNull();
    }

    @Test
    void placeBeforeTheFirstRecordIsReadBack() {
        Position beginning = new Position(7, 0, -1, Position.NO_TIMESTAMP);

        assertThat(Position.parse(beginning.toString())).isEqualTo(beginning);
    }

    /** Clients keep positions over releases: what they have must stay readable. */
    @Test
    void textIsTheSameInEveryRelease() {
        assertThat(this.position).hasToString("Aout8A3K_hI0AAAAHwAAAAEAAAAAAAABoe5WXnvpnEQa");
    }

    @Test
    void textWithARightChecksumAndANegativePlaceIsNone() {
        byte[] bytes = ByteBuffer.allocate(33)
                .put((byte) 2)
                .putLong(1)
                .putInt(-1)
                .putLong(5)
                .putLong(6)
                .array();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, 29);
        ByteBuffer.wrap(bytes).putInt(29, (int) checksum.getValue());

        assertThat(Position.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isNull();
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
        assertThatIllegalArgumentException().isThrownBy(() -> new Position(1, 0, -2, 0));
    }
}
