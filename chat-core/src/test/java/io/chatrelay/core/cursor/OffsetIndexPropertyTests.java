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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the index has forgotten, what it says is true: from {@code from} on there are these messages and no other ones, and
 * where it says to look next, nothing is passed over.
 */
class OffsetIndexPropertyTests {

    private static final int DESTINATIONS = 5;

    private static final long BEGIN = 1_000;

    private enum Kind {
        APPEND,
        ASK,
        PREPEND,
        RESTART;

        static Kind any(Random random) {
            int number = random.nextInt(19);
            return number < 12 ? APPEND : number < 15 ? ASK : number < 18 ? PREPEND : RESTART;
        }
    }

    record Step(Kind kind, int destination, int number) {}

    /**
     * @param perDestination how many messages of a destination the index remembers, 1 to 6
     * @param limit how much it remembers in all, 0 to 200, often little
     */
    record Case(int perDestination, int limit, List<Step> steps) {

        static Case any(Random random, int size) {
            return new Case(
                    1 + random.nextInt(6),
                    random.nextInt(1 + random.nextInt(201)),
                    RandomCases.listOf(
                            size,
                            random,
                            each -> new Step(Kind.any(each), each.nextInt(DESTINATIONS), each.nextInt(21))));
        }
    }

    static Stream<RandomCases> cases() {
        return RandomCases.each(1_400, 6, 30, 80);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neverClaimsToKnowWhatItDoesNot(RandomCases cases) {
        cases.check(Case::any, one -> {
            Model model = new Model(one.perDestination(), new IndexBudget(one.limit()));

            one.steps().forEach(model::play);

            model.verifyBudget();
            model.index.restart(0);
            assertThat(model.budget.used()).isZero();
        });
    }

    /** The partition as it is, backwards as far as anybody asks. */
    private static final class Model {

        private final OffsetIndex index;

        private final IndexBudget budget;

        private final int perDestination;

        /** Where each record of the partition is, by destination, ascending. */
        private final Map<String, List<Long>> messages = new HashMap<>();

        private long tail = BEGIN;

        Model(int perDestination, IndexBudget budget) {
            this.perDestination = perDestination;
            this.budget = budget;
            this.index = new OffsetIndex(perDestination, budget);
            index.restart(BEGIN);
        }

        void play(Step step) {
            String destination = "/topic/" + step.destination();
            switch (step.kind()) {
                case APPEND -> {
                    tail += step.number() % 3;
                    of(destination).add(tail);
                    index.append(destination, tail++);
                }
                case ASK -> verify(destination);
                case PREPEND -> prepend(step);
                case RESTART -> {
                    tail += step.number();
                    index.restart(tail);
                }
            }
        }

        /** Reads a stretch of the log before what is known, which has records of some destinations. */
        private void prepend(Step step) {
            long end = index.from();
            long start = end - step.number();
            Map<String, OffsetList> stretch = new HashMap<>();
            for (long offset = start; offset < end; offset++) {
                String destination = "/topic/" + Math.floorMod(step.destination() * offset + offset / 3, DESTINATIONS);
                if (!isWritten(offset) && offset < BEGIN && offset % 4 != 0) {
                    of(destination).add(offset);
                }
                for (Map.Entry<String, List<Long>> entry : messages.entrySet()) {
                    if (entry.getValue().contains(offset)) {
                        stretch.computeIfAbsent(entry.getKey(), key -> new OffsetList(start))
                                .append(offset, perDestination);
                    }
                }
            }
            messages.values().forEach(offsets -> offsets.sort(null));
            index.prepend(start, stretch);
        }

        private boolean isWritten(long offset) {
            return messages.values().stream().anyMatch(offsets -> offsets.contains(offset));
        }

        private List<Long> of(String destination) {
            return messages.computeIfAbsent(destination, key -> new ArrayList<>());
        }

        private OffsetIndex.Found verify(String destination) {
            OffsetIndex.Found found = index.find(destination);
            assertThat(found.from()).isBetween(index.from(), tail);
            assertThat(toList(found.offsets())).isEqualTo(from(found.from(), destination));
            assertThat(found.offsets().size()).isLessThanOrEqualTo(perDestination);
            for (long offset = index.from() - 1; offset <= tail + 1; offset++) {
                verifyNext(destination, offset, found.from());
            }
            return found;
        }

        void verifyBudget() {
            long remembered = (long) index.size() * IndexBudget.PER_DESTINATION;
            for (int i = 0; i < DESTINATIONS; i++) {
                remembered += verify("/topic/" + i).offsets().size();
            }
            assertThat(budget.used()).isEqualTo(remembered);
        }

        private void verifyNext(String destination, long offset, long known) {
            List<Long> later = from(offset, destination);
            long first = later.isEmpty() ? Math.max(offset, tail) : later.get(0);
            assertThat(index.next(destination, offset, tail)).isEqualTo(offset < known ? offset : first);
        }

        private List<Long> from(long offset, String destination) {
            return of(destination).stream().filter(message -> message >= offset).toList();
        }

        private static List<Long> toList(OffsetList offsets) {
            List<Long> list = new ArrayList<>();
            for (int i = 0; i < offsets.size(); i++) {
                list.add(offsets.get(i));
            }
            return list;
        }
    }
}
