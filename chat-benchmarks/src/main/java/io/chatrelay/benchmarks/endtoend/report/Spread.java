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
package io.chatrelay.benchmarks.endtoend.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The middle and the ends of what several rounds have measured. */
record Spread(double median, double min, double max, boolean single) {

    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("No values");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length == 1);
    }

    /** Of the values that are known; empty when none is. */
    static Optional<Spread> ofKnown(Stream<OptionalDouble> values) {
        double[] known = values.flatMapToDouble(OptionalDouble::stream).toArray();
        return known.length == 0 ? Optional.empty() : Optional.of(of(Arrays.stream(known)));
    }

    /**
     * The ratio of the medians, and the ends of the ratios that single rounds have, because what happened on the machine
     * meets both sides of a round. Empty when one side is not known.
     */
    static Optional<Spread> ratio(List<OptionalDouble> dividends, List<OptionalDouble> divisors) {
        Optional<Spread> dividend = ofKnown(dividends.stream());
        Optional<Spread> divisor = ofKnown(divisors.stream());
        if (dividend.isEmpty() || divisor.isEmpty()) {
            return Optional.empty();
        }
        double median = dividend.get().median() / divisor.get().median();
        double[] rounds = IntStream.range(0, Math.min(dividends.size(), divisors.size()))
                .filter(round ->
                        dividends.get(round).isPresent() && divisors.get(round).isPresent())
                .mapToDouble(round ->
                        dividends.get(round).getAsDouble() / divisors.get(round).getAsDouble())
                .toArray();
        Spread ends = of(DoubleStream.concat(DoubleStream.of(median), Arrays.stream(rounds)));
        return Optional.of(new Spread(median, ends.min(), ends.max(), rounds.length <= 1));
    }

    /** {@code 3.1 [2.9-3.4]}, without the range when there was one round. */
    String text() {
        String middle = number(this.median);
        return this.single ? middle : middle + " [" + number(this.min) + "-" + number(this.max) + "]";
    }

    /** Three digits that count, or all that are before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
