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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TailRingTests {

    private static final String A = "/topic/a";

    private final TailRing<Logged> ring = new TailRing<>(100);

    private int number;

    @Test
    void isEmptyAtFirst() {
        assertThat(ring.size()).isZero();
        assertThat(ring.from()).isEqualTo(100);
        assertThat(ring.to()).isEqualTo(100);
        assertThat(ring.newest()).isNull();
        assertThat(ring.removeOldest()).isNull();
        assertThat(ring.find(100)).isNull();
        assertThat(readAll(100)).isEqualTo(slice(100, 100));
    }

    @Test
    void keepsEverythingInOrderWhileItGrowsAndIsTrimmed() {
        for (long offset = 100; offset < 1100; offset++) {
            append(offset);
            if (offset % 3 == 0) {
                assertThat(ring.removeOldest()).isNotNull();
            }
        }

        assertThat(ring.size()).isEqualTo(667);
        assertThat(ring.from()).isEqualTo(433);
        assertThat(ring.to()).isEqualTo(1100);
        assertThat(readAll(433).records())
                .extracting(Logged::offset)
                .containsExactlyElementsOf(LongStream.range(433, 1100).boxed().toList());
    }

    @Test
    void trimReturnsTheOldestAndMovesTheBeginningBehindIt() {
        Logged oldest = append(105);
        append(110);

        assertThat(ring.removeOldest()).isEqualTo(oldest);

        assertThat(ring.from()).isEqualTo(106);
        assertThat(ring.find(105)).isNull();
    }

    @Test
    void trimmedToNothingStillKnowsHowFarTheTailCame() {
        append(105);
        ring.advance(120);

        ring.removeOldest();

        assertThat(ring.from()).isEqualTo(106);
        assertThat(ring.to()).isEqualTo(120);
        assertThat(readAll(106)).isEqualTo(slice(106, 120));
    }

    @Test
    void findsTheRecordAtAnOffsetAndNoneInAHole() {
        Logged first = append(105);
        Logged second = append(110);

        assertThat(ring.find(105)).isEqualTo(first);
        assertThat(ring.find(110)).isEqualTo(second);
        assertThat(ring.find(107)).isNull();
        assertThat(ring.find(111)).isNull();
        assertThat(ring.newest()).isEqualTo(second);
    }

    @Test
    void tailMovesOverHolesAndNeverBack() {
        append(105);

        ring.advance(120);
        ring.advance(110);

        assertThat(ring.to()).isEqualTo(120);
    }

    @Test
    void recordBeforeTheTailIsRefused() {
        append(105);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> append(105))
                .withMessage("offset: 105 (expected: at least 106)");
    }

    @Test
    void restartForgetsEverythingAndIsCounted() {
        append(105);
        assertThat(ring.restarts()).isZero();

        ring.restart(20);

        assertThat(ring.restarts()).isOne();
        assertThat(ring.size()).isZero();
        assertThat(ring.from()).isEqualTo(20);
        assertThat(ring.to()).isEqualTo(20);
        assertThat(append(20)).isEqualTo(ring.newest());
    }

    @Nested
    class Read {

        private final Logged a = append(105);
        private final Logged b = append(110);
        private final Logged c = append(115);

        @Test
        void reachesTheTailAndNotOnlyTheNewestRecord() {
            ring.advance(130);

            assertThat(readAll(105)).isEqualTo(slice(105, 130, a, b, c));
            assertThat(readAll(106)).isEqualTo(slice(106, 130, b, c));
            assertThat(readAll(130)).isEqualTo(slice(130, 130));
        }

        @Test
        void looksOverWhatIsNotWanted() {
            assertThat(ring.read(100, located -> located.offset() == 110, 1000, 1000))
                    .isEqualTo(slice(100, 116, b));
        }

        @Test
        void stopsBeforeTheNextRecordOnceItHasEnough() {
            assertThat(ring.read(100, located -> true, Logged.SIZE, 1000)).isEqualTo(slice(100, 110, a));
            assertThat(ring.read(100, located -> true, Logged.SIZE + 1, 1000)).isEqualTo(slice(100, 115, a, b));
            assertThat(ring.read(110, located -> true, 1, 1000)).isEqualTo(slice(110, 115, b));
        }

        @Test
        void doesNotCountWhatIsNotWanted() {
            assertThat(ring.read(100, located -> located.offset() > 105, Logged.SIZE, 1000))
                    .isEqualTo(slice(100, 115, b));
        }

        @Test
        void outsideOfTheRingIsRefused() {
            ring.removeOldest();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> readAll(105))
                    .withMessage("offset: 105 (expected: 106 to 116)");
            assertThatIllegalArgumentException().isThrownBy(() -> readAll(117));
        }
    }

    private Logged append(long offset) {
        Logged located = new Logged(offset, A, number++);
        ring.append(located);
        return located;
    }

    private Slice<Logged> readAll(long offset) {
        return ring.read(offset, located -> true, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static Slice<Logged> slice(long from, long to, Logged... records) {
        return new Slice<>(from, to, List.of(records));
    }
}
