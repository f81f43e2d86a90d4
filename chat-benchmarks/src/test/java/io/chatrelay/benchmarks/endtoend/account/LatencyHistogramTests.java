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
package io.chatrelay.benchmarks.endtoend.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTests {

    private final LatencyHistogram histogram = new LatencyHistogram();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 129, 1_000, 123_456, 1_000_000_007, 60_000_000_000L, Long.MAX_VALUE})
    void everyDurationIsFoundAgainToWithinTwoPercent(long nanos) {
        this.histogram.record(nanos);
        this.histogram.record(Long.MAX_VALUE);

        assertThat(this.histogram.atQuantile(0.5)).isCloseTo(nanos, within(nanos / 50));
    }

    @Test
    void quantilesCountFromTheShortest() {
        for (int millis = 1; millis <= 1_000; millis++) {
            this.histogram.record(millis * 1_000_000L);
        }

        assertThat(this.histogram.atQuantile(0.5) / 1e6).isCloseTo(500, within(10.0));
        assertThat(this.histogram.atQuantile(0.99) / 1e6).isCloseTo(990, within(20.0));
        assertThat(this.histogram.atQuantile(1)).isEqualTo(1_000_000_000L);
        assertThat(this.histogram.max()).isEqualTo(1_000_000_000L);
    }

    @Test
    void emptyOneIsZero() {
        assertThat(this.histogram.atQuantile(0.99)).isZero();
    }
}
