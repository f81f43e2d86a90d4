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
package io.chatrelay.benchmarks.endtoend.figures;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The middle and the ends of what several rounds have measured: of 1, 2 and 6 the middle is 2, the ends are 1 and 6. */
public record Spread(double median, double min, double max, boolean single) {
    /** Of at least one value. */
    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length == 1);
    }

    /** Of the values that are numbers; empty when none is. */
    static Optional<Spread> ofKnown(DoubleStream values) {
        double[] known = values.filter(value -> !Double.isNaN(value)).toArray();
        return known.length == 0 ? Optional.empty() : Optional.of(of(Arrays.stream(known)));
    }

    /**
     * The ratio of the medians, and the ends of the ratios that single rounds have, because what happened on the machine
     * meets both sides of a round. Empty when one side is not known.
     */
    static Optional<Spread> ratio(double[] dividends, double[] divisors) {
        Optional<Spread> dividend = ofKnown(Arrays.stream(dividends));
        Optional<Spread> divisor = ofKnown(Arrays.stream(divisors));
        if (dividend.isEmpty() || divisor.isEmpty()) {
            return Optional.empty();
        }
        double median = dividend.get().median() / divisor.get().median();
        double[] rounds = IntStream.range(0, Math.min(dividends.length, divisors.length))
                .mapToDouble(round -> dividends[round] / divisors[round])
                .filter(ratio -> !Double.isNaN(ratio))
                .toArray();
        Spread ends = of(DoubleStream.concat(DoubleStream.of(median), Arrays.stream(rounds)));
        return Optional.of(new Spread(median, ends.min(), ends.max(), rounds.length <= 1));
    }

    /** {@code 3.15 [2.92-3.40]}, without the range when there was one round. */
    public String text() {
        String middle = number(median);
        return single ? middle : middle + " [" + number(min) + "-" + number(max) + "]";
    }

    /** Three digits that count, or all that are before the point; nothing behind the point of a whole number. */
    public static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
