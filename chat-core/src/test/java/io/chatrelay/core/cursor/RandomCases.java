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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Many random cases for one parameterized test. Each run has another seed, which is in the name of the test and in the message of
 * a failure; {@code -Dcases.seed=17} plays the cases of seed 17 again. Tests ask for short cases before long ones: what fails in
 * 3 steps is easier to understand than what fails in 150.
 *
 * @param seed what the cases are made from
 * @param count how many cases there are
 * @param longest how many steps a case has at the most
 */
record RandomCases(long seed, int count, int longest) {

    private static final long SEED = Long.getLong("cases.seed", new Random().nextInt(1_000_000));

    /** The same number of cases for each of the lengths, the shortest first. */
    static Stream<RandomCases> each(int count, int... longest) {
        return Arrays.stream(longest).sorted().mapToObj(length -> new RandomCases(SEED, count, length));
    }

    /**
     * Checks one case after the other.
     *
     * @param property fails if the case shows that something is wrong
     */
    <T> void check(BiFunction<Random, Integer, T> generator, Consumer<T> property) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            T one = generator.apply(random, random.nextInt(longest + 1));
            try {
                property.accept(one);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "case %d of %s fails, repeat it with -Dcases.seed=%d: %s".formatted(i, this, seed, one),
                        failure);
            }
        }
    }

    static <T> List<T> listOf(int size, Random random, Function<Random, T> element) {
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.apply(random));
        }
        return list;
    }

    @Override
    public String toString() {
        return "%d cases of up to %d steps, seed %d".formatted(count, longest, seed);
    }
}
