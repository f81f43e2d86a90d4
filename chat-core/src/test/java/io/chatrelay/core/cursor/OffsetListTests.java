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
package io.chatrelay.core.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetListTests {

    private final OffsetList list = new OffsetList(10);

    @Test
    void growsUpToItsLimitAndForgetsTheOldestThen() {
        for (long offset = 10; offset < 110; offset++) {
            assertThat(list.append(offset, 7)).isEqualTo(offset < 17 ? 1 : 0);
        }

        assertThat(offsets(list)).containsExactly(103, 104, 105, 106, 107, 108, 109);
        assertThat(list.from()).isEqualTo(103);
    }

    @Test
    void isCompleteFromItsBeginningUntilItForgets() {
        list.append(12, 2);
        list.append(15, 2);
        assertThat(list.from()).isEqualTo(10);

        list.append(20, 2);

        assertThat(list.from()).isEqualTo(13);
    }

    @Test
    void findsThePlaceOfAnOffset() {
        list.append(12, 4);
        list.append(15, 4);

        assertThat(list.countBefore(12)).isZero();
        assertThat(list.countBefore(13)).isEqualTo(1);
        assertThat(list.countBefore(16)).isEqualTo(2);
        assertThat(list.firstFrom(13)).isEqualTo(15);
        assertThat(list.firstFrom(16)).isEqualTo(-1);
        assertThat(list.last()).isEqualTo(15);
    }

    @Test
    void takesTheNewestOfOlderOnesThatFit() {
        OffsetList older = list(0, 1, 2, 3);
        list.append(12, 3);

        assertThat(list.prepend(older, 3, 0)).isEqualTo(2);

        assertThat(offsets(list)).containsExactly(2, 3, 12);
        assertThat(list.from()).isEqualTo(2);
    }

    @Test
    void isCompleteFromTheOlderOnesStartIfAllOfThemFit() {
        list.append(12, 3);

        assertThat(list.prepend(list(0, 4, 5), 3, 0)).isEqualTo(2);

        assertThat(list.from()).isZero();
    }

    @Test
    void isNotCompleteWhereOlderOnesAreNot() {
        OffsetList older = new OffsetList(0);
        LongStream.of(2, 3, 4, 5).forEach(offset -> older.append(offset, 2));
        list.append(12, 9);

        list.prepend(older, 9, 0);

        assertThat(offsets(list)).containsExactly(4, 5, 12);
        assertThat(list.from()).isEqualTo(4);
    }

    @Test
    void copyStaysAsItIs() {
        list.append(12, 2);
        OffsetList copy = list.copy();

        list.append(13, 2);
        list.append(14, 2);

        assertThat(offsets(copy)).containsExactly(12);
        assertThat(copy.from()).isEqualTo(10);
    }

    @Test
    void placeThatIsNotThereIsRefused() {
        list.append(12, 2);

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.get(-1));
    }

    private static OffsetList list(long from, long... offsets) {
        OffsetList list = new OffsetList(from);
        LongStream.of(offsets).forEach(offset -> list.append(offset, 100));
        return list;
    }

    private static long[] offsets(OffsetList list) {
        return LongStream.range(0, list.size()).map(i -> list.get((int) i)).toArray();
    }
}
