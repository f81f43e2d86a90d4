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
package io.chatrelay.benchmarks.endtoend.load;

import static io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival.DOUBLED;
import static io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival.IN_ORDER;
import static io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceTrackerTests {

    private final SequenceTracker tracker = new SequenceTracker(0);

    @Test
    void everyMessageOnceIsInOrder() {
        assertThat(LongStream.range(0, 5_000).mapToObj(tracker::arrived)).containsOnly(IN_ORDER);
        assertThat(tracker.received()).isEqualTo(5_000);
    }

    @Test
    void messageAfterALaterOneIsLateAndReceived() {
        assertThat(LongStream.of(0, 2, 3, 1).mapToObj(tracker::arrived))
                .containsExactly(IN_ORDER, IN_ORDER, IN_ORDER, LATE);
        assertThat(tracker.received()).isEqualTo(4);
    }

    @Test
    void secondCopyIsNotReceivedAgain() {
        assertThat(LongStream.of(0, 0, 2, 1, 1, 2).mapToObj(tracker::arrived))
                .containsExactly(IN_ORDER, DOUBLED, IN_ORDER, LATE, DOUBLED, DOUBLED);
        assertThat(tracker.received()).isEqualTo(3);
    }

    @Test
    void remembersNothingOfTheRoundBefore() {
        LongStream.range(0, 1_030).forEach(tracker::arrived);

        assertThat(LongStream.of(2_000, 1_990, 1_100, 1_100).mapToObj(tracker::arrived))
                .containsExactly(IN_ORDER, LATE, LATE, DOUBLED);
    }

    @Test
    void messageOfLongAgoCountsAsASecondCopy() {
        LongStream.range(1, 1_026).forEach(tracker::arrived);

        assertThat(tracker.arrived(0)).isEqualTo(DOUBLED);
    }

    @Test
    void countsFromTheFirstThatIsWanted() {
        SequenceTracker fromSeven = new SequenceTracker(7);

        assertThat(LongStream.of(6, 8, 7, 6).mapToObj(fromSeven::arrived))
                .containsExactly(DOUBLED, IN_ORDER, LATE, DOUBLED);
        assertThat(fromSeven.received()).isEqualTo(2);
        assertThat(fromSeven.missing(10)).isEqualTo(1);
    }
}
