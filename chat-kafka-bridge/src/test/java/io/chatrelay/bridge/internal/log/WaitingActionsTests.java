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
package io.chatrelay.bridge.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingActionsTests {

    private final WaitingActions waiting = new WaitingActions();

    private final List<Integer> done = new ArrayList<>();

    private final class Step implements WaitingAction {

        private final int number;

        private final boolean obsolete;

        Step(int number, boolean obsolete) {
            this.number = number;
            this.obsolete = obsolete;
        }

        @Override
        public void run() {
            WaitingActionsTests.this.done.add(this.number);
        }

        @Override
        public boolean isObsolete() {
            return this.obsolete;
        }
    }

    @Test
    void clientsThatComeAndGoLeaveNothingBehind() {
        this.waiting.add(new Step(0, false));

        for (int i = 1; i < 10_000; i++) {
            this.waiting.add(new Step(i, true));
        }

        assertThat(this.waiting.size()).isLessThan(200);
    }

    @Test
    void allThatSomebodyWaitsForIsDoneOnceAndInOrder() {
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            this.waiting.add(new Step(i, i % 3 == 0));
            if (i % 3 != 0) {
                expected.add(i);
            }
        }

        this.waiting.take().forEach(Runnable::run);
        this.waiting.take().forEach(Runnable::run);

        assertThat(this.done)
                .containsSubsequence(expected)
                .doesNotHaveDuplicates()
                .isSorted();
    }
}
