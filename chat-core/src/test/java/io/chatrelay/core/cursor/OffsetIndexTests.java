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

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetIndexTests {

    private static final long PLENTY = 1_000_000;

    private final IndexBudget budget = new IndexBudget(PLENTY);

    private final OffsetIndex index = new OffsetIndex(3, budget);

    @BeforeEach
    void coverFromHundred() {
        index.restart(100);
    }

    @Test
    void destinationNobodyWroteToHasNothingSinceTheIndexBegan() {
        OffsetIndex.Found found = index.find("/topic/a");

        assertThat(found.offsets().size()).isZero();
        assertThat(found.from()).isEqualTo(100);
    }

    @Test
    void nextIsTheNextMessageOrTheTail() {
        index.append("/topic/a", 105);
        index.append("/topic/b", 106);

        assertThat(index.next("/topic/a", 100, 107)).isEqualTo(105);
        assertThat(index.next("/topic/a", 105, 107)).isEqualTo(105);
        assertThat(index.next("/topic/a", 106, 107)).isEqualTo(107);
        assertThat(index.next("/topic/c", 100, 107)).isEqualTo(107);
    }

    @Test
    void nextDoesNotMoveWhereNothingIsKnown() {
        index.append("/topic/a", 105);

        assertThat(index.next("/topic/a", 99, 106)).isEqualTo(99);
        assertThat(index.next("/topic/c", 99, 106)).isEqualTo(99);
    }

    @Test
    void nextOfACursorBeyondTheTailIsItself() {
        assertThat(index.next("/topic/a", 120, 106)).isEqualTo(120);
    }

    @Test
    void rememberNoMoreThanTheCapOfOneDestination() {
        for (long offset = 100; offset < 110; offset++) {
            index.append("/topic/a", offset);
        }

        assertThat(index.find("/topic/a").offsets().size()).isEqualTo(3);
        assertThat(index.find("/topic/a").from()).isEqualTo(107);
        assertThat(budget.used()).isEqualTo(3 + IndexBudget.PER_DESTINATION);
    }

    @Test
    void destinationThatWasLongestNotWrittenToOrAskedForIsForgotten() {
        OffsetIndex tight = new OffsetIndex(3, new IndexBudget(2 * (IndexBudget.PER_DESTINATION + 1)));
        tight.append("/topic/a", 0);
        tight.append("/topic/b", 1);
        tight.find("/topic/a");

        tight.append("/topic/c", 2);

        assertThat(tight.size()).isEqualTo(2);
        assertThat(tight.find("/topic/a").offsets().size()).isOne();
        assertThat(tight.find("/topic/b").offsets().size()).isZero();
        assertThat(tight.find("/topic/b").from()).isEqualTo(2);
    }

    @Test
    void lastDestinationIsKeptWhateverTheBudget() {
        OffsetIndex tight = new OffsetIndex(3, new IndexBudget(0));

        tight.append("/topic/a", 0);
        tight.append("/topic/b", 1);

        assertThat(tight.size()).isOne();
        assertThat(tight.find("/topic/b").offsets().size()).isOne();
    }

    @Test
    void takesAStretchThatLiesBefore() {
        index.append("/topic/a", 105);

        index.prepend(50, Map.of("/topic/a", list(50, 60, 70), "/topic/b", list(50, 65)));

        assertThat(index.from()).isEqualTo(50);
        assertThat(index.find("/topic/a").from()).isEqualTo(50);
        assertThat(index.next("/topic/a", 61, 106)).isEqualTo(70);
        assertThat(index.next("/topic/b", 50, 106)).isEqualTo(65);
        assertThat(index.next("/topic/c", 50, 106)).isEqualTo(106);
    }

    @Test
    void fullDestinationIsNotTakenForCompleteBecauseAnEarlierMessageIsRightBefore() {
        index.append("/topic/a", 100);
        index.append("/topic/a", 101);
        index.append("/topic/a", 102);

        index.prepend(50, Map.of("/topic/a", list(50, 99)));

        assertThat(index.find("/topic/a").from()).isEqualTo(100);
        assertThat(index.next("/topic/a", 50, 103)).isEqualTo(50);
    }

    @Test
    void stretchThatHasItselfForgottenIsCompleteFromThere() {
        OffsetList cut = new OffsetList(50);
        for (long offset = 60; offset < 70; offset++) {
            cut.append(offset, 3);
        }

        index.prepend(50, Map.of("/topic/a", cut));

        assertThat(index.find("/topic/a").from()).isEqualTo(67);
        assertThat(index.next("/topic/a", 50, 100)).isEqualTo(50);
    }

    @Test
    void destinationWithNothingInAStretchTakesNoRoom() {
        index.prepend(50, Map.of("/topic/a", new OffsetList(50)));

        assertThat(index.size()).isZero();
        assertThat(budget.used()).isZero();
        assertThat(index.next("/topic/a", 50, 100)).isEqualTo(100);
    }

    @Test
    void stretchIsNotTakenWhenTheBudgetIsUsedUp() {
        OffsetIndex tight = new OffsetIndex(3, new IndexBudget(0));
        tight.restart(100);
        tight.append("/topic/a", 100);

        tight.prepend(50, Map.of("/topic/b", list(50, 60)));

        assertThat(tight.from()).isEqualTo(100);
        assertThat(tight.find("/topic/b").from()).isEqualTo(100);
    }

    @Test
    void stretchThatLiesBehindTheBeginningIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> index.prepend(101, Map.of()))
                .withMessage("start: 101 (expected: at most 100)");
    }

    @Test
    void capBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OffsetIndex(0, budget))
                .withMessage("perDestination: 0 (expected: at least 1)");
    }

    @Test
    void budgetIsSharedAndGivenBack() {
        OffsetIndex other = new OffsetIndex(3, budget);
        index.append("/topic/a", 100);
        other.append("/topic/a", 0);
        other.append("/topic/b", 1);
        assertThat(budget.used()).isEqualTo(3 + 3 * IndexBudget.PER_DESTINATION);

        index.restart(200);
        other.restart(0);

        assertThat(budget.used()).isZero();
        assertThat(index.from()).isEqualTo(200);
    }

    private static OffsetList list(long from, long... offsets) {
        OffsetList list = new OffsetList(from);
        for (long offset : offsets) {
            list.append(offset, 100);
        }
        return list;
    }
}
