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
package io.chatrelay.benchmarks.endtoend.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveriesTests {
    private static final Row EMPTY = new Row(Table.SPEED, "");

    private final Deliveries deliveries = new Deliveries();

    @Test
    void quantilesAreInMilliseconds() {
        for (int millis = 1; millis <= 1_000; millis++) {
            deliveries.took(millis * 1_000_000L);
        }

        Row row = deliveries.latenciesOn(EMPTY);

        assertThat(row.get(Figure.P50)).isCloseTo(500, within(1.0));
        assertThat(row.get(Figure.P99)).isCloseTo(990, within(1.0));
        assertThat(row.get(Figure.MAX)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void whatNoClockCanMeanStaysWithinTheHistogram() {
        deliveries.took(-1);
        deliveries.took(Duration.ofDays(1).toNanos());

        assertThat(deliveries.latenciesOn(EMPTY).get(Figure.MAX)).isCloseTo(3_600_000, within(3_600.0));
    }

    @Test
    void measuringAnewForgetsTheLatenciesButNotTheFaults() {
        deliveries.arrived(Arrival.DOUBLED, 1);
        deliveries.arrived(Arrival.LATE, 1);

        deliveries.startMeasuring();
        deliveries.arrived(Arrival.IN_ORDER, 1);

        assertThat(deliveries.measured()).isEqualTo(1);
        assertThat(deliveries.faults(5, "gone")).isEqualTo(new Faults(3, 5, 1, 1, "gone"));
    }
}
