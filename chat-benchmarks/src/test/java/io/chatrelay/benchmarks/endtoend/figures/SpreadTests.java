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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTests {
    @Test
    void middleOfAnEvenNumberLiesBetweenTheTwo() {
        assertThat(Spread.of(DoubleStream.of(1, 100, 2, 3)).text()).isEqualTo("2.50 [1-100]");
    }

    @Test
    void singleValueHasNoRange() {
        assertThat(Spread.of(DoubleStream.of(7)).text()).isEqualTo("7");
    }

    @Test
    void ratioIsThatOfTheMediansWithTheEndsOfSingleRounds() {
        double[] dividends = {10, 20, 90};

        assertThat(Spread.ratio(dividends, new double[] {5, Double.NaN, 15}).map(Spread::text))
                .hasValue("2 [2-6]");
        assertThat(Spread.ratio(dividends, new double[] {Double.NaN})).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.123,0.12", "-1,-1", "-1.5,-1.50", "12.34,12.3", "1234.5,'1,235'"})
    void numbersHaveThreeDigitsThatCount(double value, String text) {
        assertThat(Spread.number(value)).isEqualTo(text);
    }
}
