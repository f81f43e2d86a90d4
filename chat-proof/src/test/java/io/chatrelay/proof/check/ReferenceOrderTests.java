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
package io.chatrelay.proof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceOrderTests {

    @Test
    void putsTogetherWhatNobodyHasSeenAsAWhole() {
        assertThat(order(6, new int[] {0, 2, 5}, new int[] {2, 1, 5}, new int[] {3, 4, 0}))
                .containsExactly(3, 4, 0, 2, 1, 5);
    }

    @Test
    void withoutAWitnessTheFirstSeenComesFirst() {
        assertThat(order(4, new int[] {0, 3}, new int[] {1}, new int[] {2})).containsExactly(0, 1, 2, 3);
    }

    @Test
    void followsTheManyWhereSubscribersContradictEachOther() {
        int[] most = {1, 0, 2, 3};
        assertThat(order(4, new int[] {0, 1, 2, 3}, most, most)).containsExactly(1, 0, 2, 3);
    }

    @Test
    void findsAnOrderForThoseWhoAgreeOnNothing() {
        assertThat(order(4, new int[] {0, 1, 2, 3}, new int[] {3, 2, 1, 0}, new int[] {2, 0, 3, 1}))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void knowsRanks() {
        ReferenceOrder order = ReferenceOrder.of(3, List.of(new int[] {2, 0, 1}));

        assertThat(IntStream.range(0, 3).map(order::rank)).containsExactly(1, 2, 0);
    }

    private static List<Integer> order(int messages, int[]... streams) {
        ReferenceOrder order = ReferenceOrder.of(messages, List.of(streams));
        return IntStream.range(0, order.size()).map(order::message).boxed().toList();
    }
}
