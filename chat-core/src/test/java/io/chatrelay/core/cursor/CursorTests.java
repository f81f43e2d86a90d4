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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CursorTests {

    private final RecordingTaker client = new RecordingTaker();

    private final Cursor cursor = new Cursor();

    @Nested
    class Waiting {

        @Test
        void isNeitherBehindNorLiveNorClosed() {
            assertThat(cursor.isBehind()).isFalse();
            assertThat(cursor.isLive()).isFalse();
            assertThat(cursor.isFlowing()).isFalse();
            assertThat(cursor.isClosed()).isFalse();
        }

        @Test
        void takesNothingAndDoesNotMove() {
            assertThat(cursor.read(slice(0, 10, 5), client)).isTrue();
            cursor.skipTo(10);
            cursor.refuse(10);

            assertThat(cursor.flip(0)).isFalse();
            assertThat(client.got).isEmpty();
            assertThat(cursor.next()).isZero();
        }

        @Test
        void lossIsToldAfterTheStart() {
            cursor.lose(GapReason.UNKNOWN_POSITION, 3);
            cursor.start(3);

            cursor.read(slice(3, 10, 5, 7), client);

            assertThat(client.got).containsExactly("5 gap unknown-position", "7");
        }

        @Test
        void liveFromTheStartFlows() {
            cursor.startLive();

            assertThat(cursor.isLive()).isTrue();
            assertThat(cursor.isFlowing()).isTrue();
        }

        @Test
        void boundedOneDoesNotBecomeLive() {
            Cursor bounded = new Cursor(20);

            bounded.startLive();
            assertThat(bounded.isLive()).isFalse();

            bounded.start(10);
            assertThat(bounded.flip(10)).isFalse();
        }

        @Test
        void startsOnce() {
            cursor.start(5);
            cursor.start(7);
            cursor.startLive();

            assertThat(cursor.next()).isEqualTo(5);
            assertThat(cursor.isBehind()).isTrue();
        }
    }

    @Nested
    class Behind {

        @BeforeEach
        void start() {
            cursor.start(10);
        }

        @Test
        void standsWhereTheStretchEndsAndNotBehindItsLastRecord() {
            cursor.read(slice(10, 20, 12, 15), client);

            assertThat(client.got).containsExactly("12", "15");
            assertThat(cursor.next()).isEqualTo(20);
        }

        @Test
        void leavesOutWhatItHasHad() {
            cursor.read(slice(10, 14, 12), client);

            cursor.read(slice(5, 20, 8, 12, 15), client);

            assertThat(client.got).containsExactly("12", "15");
        }

        @Test
        void stretchThatBeginsLaterOrEndsEarlierMovesNothing() {
            cursor.read(slice(11, 20, 12), client);
            cursor.read(slice(0, 5, 3), client);

            assertThat(client.got).isEmpty();
            assertThat(cursor.next()).isEqualTo(10);
        }

        @Test
        void refusedRecordIsOfferedAgain() {
            client.room = 1;
            assertThat(cursor.read(slice(10, 20, 12, 15, 17), client)).isFalse();
            assertThat(cursor.next()).isEqualTo(15);

            client.room = 9;
            assertThat(cursor.read(slice(10, 20, 12, 15, 17), client)).isTrue();

            assertThat(client.got).containsExactly("12", "15", "17");
        }

        @Test
        void gapStaysDueWhileItsMessageIsRefused() {
            cursor.lose(GapReason.RETENTION, 12);
            client.room = 0;
            cursor.read(slice(12, 20, 15, 17), client);
            assertThat(cursor.gap()).isEqualTo(GapReason.RETENTION);

            client.room = 9;
            cursor.read(slice(12, 20, 15, 17), client);

            assertThat(client.got).containsExactly("15 gap retention", "17");
            assertThat(cursor.gap()).isNull();
        }

        @Test
        void becomesLiveOnlyWhereTheTailStands() {
            assertThat(cursor.flip(9)).isFalse();
            assertThat(cursor.flip(11)).isFalse();
            assertThat(cursor.flip(10)).isTrue();
            assertThat(cursor.isFlowing()).isTrue();
        }

        @Test
        void becomesLiveWithAGapThatHoldsTheFlowUntilItIsTold() {
            cursor.lose(GapReason.SKIPPED, 15);
            cursor.flip(15);

            assertThat(cursor.isLive()).isTrue();
            assertThat(cursor.isFlowing()).isFalse();
            cursor.gapTold();
            assertThat(cursor.isFlowing()).isTrue();
        }

        @Test
        void skipsForwardOnly() {
            cursor.skipTo(15);
            cursor.skipTo(12);

            assertThat(cursor.next()).isEqualTo(15);
        }

        @ParameterizedTest
        @EnumSource(names = {"RETENTION", "SKIPPED"})
        void losesNothingThatItHasPassed(GapReason reason) {
            cursor.lose(reason, 10);
            cursor.lose(reason, 3);

            assertThat(cursor.gap()).isNull();
            assertThat(cursor.next()).isEqualTo(10);
        }

        @Test
        void truncationAheadOfItLeavesItWhereItIs() {
            cursor.lose(GapReason.TRUNCATED, 50);

            assertThat(cursor.next()).isEqualTo(10);
            assertThat(cursor.gap()).isEqualTo(GapReason.TRUNCATED);
        }

        @Test
        void ofSeveralLossesTheFirstIsTold() {
            cursor.lose(GapReason.RETENTION, 12);
            cursor.lose(GapReason.TOPIC_RECREATED, 0);

            cursor.read(slice(0, 20, 3), client);

            assertThat(client.got).containsExactly("3 gap retention");
        }

        @Test
        void takesNothingMoreOnceItsClientIsGone() {
            cursor.read(slice(10, 20, 12, 15), (located, gap) -> {
                client.take(located, gap);
                cursor.close();
                return true;
            });

            assertThat(client.got).containsExactly("12");
            assertThat(cursor.isClosed()).isTrue();
        }
    }

    @Nested
    class Live {

        @BeforeEach
        void startLive() {
            cursor.startLive();
        }

        @Test
        void fallsBehindAtTheRecordThatWasRefused() {
            cursor.refuse(30);

            assertThat(cursor.isBehind()).isTrue();
            assertThat(cursor.isFlowing()).isFalse();
            assertThat(cursor.next()).isEqualTo(30);
        }

        @Test
        void takesNothingFromTheLog() {
            cursor.read(slice(0, 20, 12), client);

            assertThat(client.got).isEmpty();
        }

        @Test
        void fallsBehindWithTheGapThatIsDue() {
            cursor.lose(GapReason.TRUNCATED, 25);
            cursor.refuse(30);

            cursor.read(slice(30, 40, 30), client);

            assertThat(client.got).containsExactly("30 gap truncated");
        }

        @Test
        void staysLiveWhateverIsLost() {
            cursor.lose(GapReason.RETENTION, 40);

            assertThat(cursor.isLive()).isTrue();
            assertThat(cursor.flip(40)).isTrue();
            assertThat(cursor.isFlowing()).isFalse();
        }
    }

    @Nested
    class Bounded {

        private final Cursor bounded = new Cursor(20);

        @Test
        void endsWithTheLastMessageBeforeItsEnd() {
            bounded.start(10);

            bounded.read(slice(10, 25, 12, 19, 20, 22), client);

            assertThat(client.got).containsExactly("12", "19");
            assertThat(bounded.isClosed()).isTrue();
        }

        @Test
        void endsWhenTheLastMessageIsRightBeforeItsEnd() {
            bounded.start(10);

            bounded.read(slice(10, 20, 19), client);

            assertThat(bounded.isClosed()).isTrue();
        }

        @Test
        void endsWhereThereIsKnownToBeNothing() {
            bounded.start(10);
            bounded.skipTo(19);
            assertThat(bounded.isClosed()).isFalse();

            bounded.skipTo(21);

            assertThat(bounded.isClosed()).isTrue();
        }

        @Test
        void endsAtOnceIfItStartsAtItsEnd() {
            bounded.start(20);

            assertThat(bounded.isClosed()).isTrue();
        }

        @Test
        void endsWhereTheLogWasCutBecauseItsEndIsGone() {
            bounded.start(10);
            bounded.lose(GapReason.TRUNCATED, 15);

            bounded.read(slice(10, 30, 12, 15, 17), client);

            assertThat(client.got).containsExactly("12 gap truncated");
            assertThat(bounded.isClosed()).isTrue();
        }

        @Test
        void endsWithItsTopic() {
            bounded.start(10);

            bounded.lose(GapReason.TOPIC_RECREATED, 0);

            assertThat(bounded.isClosed()).isTrue();
        }

        @Test
        void endsIfRetentionHasPassedItsEnd() {
            bounded.start(10);

            bounded.lose(GapReason.RETENTION, 30);

            assertThat(bounded.isClosed()).isTrue();
        }
    }

    @Nested
    class Closed {

        @Test
        void staysSo() {
            cursor.startLive();
            cursor.close();

            cursor.start(1);
            cursor.startLive();
            cursor.refuse(2);
            cursor.skipTo(3);
            cursor.lose(GapReason.RETENTION, 4);
            cursor.gapTold();
            cursor.read(slice(0, 10, 5), client);

            assertThat(cursor.flip(0)).isFalse();
            assertThat(cursor.isClosed()).isTrue();
            assertThat(cursor.isFlowing()).isFalse();
            assertThat(cursor.gap()).isNull();
            assertThat(client.got).isEmpty();
        }
    }

    @Test
    void stretchThatEndsBeforeItBeginsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice<>(5, 4, List.of()))
                .withMessage("slice: from 5 to 4 (expected: to at least from)");
    }

    private static Slice<Logged> slice(long from, long to, long... offsets) {
        return new Slice<>(
                from,
                to,
                LongStream.of(offsets)
                        .mapToObj(offset -> new Logged(offset, "/topic/a", (int) offset))
                        .toList());
    }
}
