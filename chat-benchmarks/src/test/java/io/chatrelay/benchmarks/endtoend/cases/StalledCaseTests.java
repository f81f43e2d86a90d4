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
package io.chatrelay.benchmarks.endtoend.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.endtoend.cases.Case.Timing;
import io.chatrelay.benchmarks.endtoend.cases.StalledCase.Flow;
import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.testing.client.FaultyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StalledCaseTests {
    private static final Timing TIMING = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Flow SMALL = new Flow(50, 64, 1_000);

    /** More than the sockets of a connection hold, whatever Linux lets them grow to. */
    private static final Flow LARGE = new Flow(400, 60_000, 2_000);

    private static final String FIRST = "00000000" + "0".repeat(16);

    @Test
    void everybodyGetsEverythingWhileStalledReadersHaveRoom() throws IOException {
        Outcome outcome = run(new StalledCase(3, SMALL, SMALL, Duration.ofSeconds(30)), List::of);

        assertThat(outcome.faults().isEmpty()).as(outcome::inShort).isTrue();
        assertThat(outcome.rows())
                .extracting(Row::part)
                .containsExactly(
                        "everybody reads: healthy reader",
                        "everybody reads: bystander",
                        "3 do not read: healthy reader",
                        "3 do not read: bystander");
        assertThat(outcome.headline()).isEqualTo(outcome.rows().get(2));
        assertThat(outcome.rows()).allSatisfy(row -> {
            assertThat(row.get(Figure.SENT)).isEqualTo(50).isEqualTo(row.get(Figure.RECEIVED));
            assertThat(row.get(Figure.MAX)).isPositive();
            assertThat(row.get(Figure.SECONDS)).isPositive();
        });
    }

    @Test
    void serverThatWaitsForStalledReadersIsReportedAndTheRunEnds() throws IOException {
        Outcome outcome = run(new StalledCase(1, LARGE, SMALL, Duration.ofMillis(700)), List::of);

        assertThat(outcome.faults().lost()).isPositive();
        assertThat(outcome.headline().get(Figure.RECEIVED)).isLessThan(400);
    }

    @Test
    void messageThatIsMissingOrDoubledIsAFault() throws IOException {
        StalledCase stalled = new StalledCase(1, SMALL, SMALL, Duration.ofMillis(300));

        Outcome lost = run(stalled, body -> body.startsWith(FIRST) ? List.of() : List.of(body));
        Outcome doubled = run(stalled, body -> body.startsWith(FIRST) ? List.of(body, body) : List.of(body));

        assertThat(lost.rows())
                .allSatisfy(row -> assertThat(row.get(Figure.RECEIVED)).isEqualTo(49));
        assertThat(lost.faults()).extracting(Faults::lost, Faults::doubled).containsExactly(4L, 0L);
        assertThat(doubled.faults()).extracting(Faults::lost, Faults::doubled).containsExactly(0L, 4L);
    }

    private static Outcome run(StalledCase stalled, Function<String, List<String>> fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault)) {
            return stalled.run(server, TIMING);
        }
    }
}
