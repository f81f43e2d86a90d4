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
package io.chatrelay.proof.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceOrderTests {
    private final List<Message> messages = IntStream.range(0, 6)
            .mapToObj(number -> new Message(0, number, 0, number))
            .toList();

    @Test
    void putsTogetherWhatNobodyHasSeenAsAWhole() {
        assertThat(order(new int[] {0, 2, 5}, new int[] {2, 1, 5}, new int[] {3, 4, 0}))
                .containsExactly(3, 4, 0, 2, 1, 5);
    }

    @Test
    void withoutAWitnessTheFirstSeenComesFirst() {
        assertThat(order(new int[] {0, 3}, new int[] {1}, new int[] {2})).containsExactly(0, 3, 1, 2);
    }

    @Test
    void followsTheManyWhereSubscribersContradictEachOther() {
        int[] most = {1, 0, 2, 3};
        assertThat(order(new int[] {0, 1, 2, 3}, most, most)).containsExactly(1, 0, 2, 3);
    }

    @Test
    void findsAnOrderForThoseWhoAgreeOnNothing() {
        assertThat(order(new int[] {0, 1, 2, 3}, new int[] {3, 2, 1, 0}, new int[] {2, 0, 3, 1}))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void knowsRanks() {
        ReferenceOrder order = new ReferenceOrder(List.of(List.of(messages.get(2), messages.get(0), messages.get(1))));

        assertThat(messages.stream().map(order::rank)).containsExactly(1, 2, 0, -1, -1, -1);
    }

    private List<Integer> order(int[]... streams) {
        List<List<Message>> all = new ArrayList<>();
        for (int[] stream : streams) {
            all.add(Arrays.stream(stream).mapToObj(messages::get).toList());
        }
        return new ReferenceOrder(all)
                .messages().stream().map(Message::sequence).toList();
    }
}
