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
import io.chatrelay.benchmarks.endtoend.cases.LoadCase.Pace;
import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.FaultyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Who counts the faults of others must not overlook one. */
class LoadCaseTests {
    private static final LoadCase CASE =
            new LoadCase("fan-out", new Crowd.Shape(1, 2, false, 64, ClientKind.PLAIN), new Pace.FixedRate(200));

    @Test
    void findsNoFaultWhereThereIsNone() throws IOException {
        Outcome outcome = run(CASE, List::of);

        assertThat(outcome.faults().isEmpty()).isTrue();
        assertThat(outcome.faults().deliveries()).isPositive();
        assertThat(outcome.headline().figures())
                .containsKeys(Figure.RATE, Figure.P99, Figure.BYTES)
                .doesNotContainKeys(Figure.CPU, Figure.COMPRESSED);
    }

    @Test
    void everybodyInARoomHearsEverybodyAtTheHighestRate() throws IOException {
        LoadCase rooms = LoadCase.rooms(2, 3, new Pace.ClosedLoop(1), ClientKind.PLAIN);

        assertThat(run(rooms, List::of).faults()).satisfies(faults -> {
            assertThat(faults.isEmpty()).as(faults::inShort).isTrue();
            assertThat(faults.deliveries()).isGreaterThan(6);
        });
    }

    @Test
    void countsALostMessageForEachSubscriber() throws IOException {
        Faults faults = faults(body -> isMessage(body, 5) ? List.of() : List.of(body));

        assertThat(faults)
                .extracting(Faults::lost, Faults::doubled, Faults::late)
                .containsExactly(2L, 0L, 0L);
    }

    @Test
    void countsASecondCopyForEachSubscriber() throws IOException {
        Faults faults = faults(body -> isMessage(body, 5) ? List.of(body, body) : List.of(body));

        assertThat(faults)
                .extracting(Faults::lost, Faults::doubled, Faults::late)
                .containsExactly(0L, 2L, 0L);
    }

    @Test
    void countsAMessageThatAnotherHasOvertaken() throws IOException {
        List<String> held = new ArrayList<>();

        Faults faults = faults(body -> {
            if (isMessage(body, 5)) {
                held.add(body);
                return List.of();
            }
            return isMessage(body, 6) ? List.of(body, held.get(0)) : List.of(body);
        });

        assertThat(faults)
                .extracting(Faults::lost, Faults::doubled, Faults::late)
                .containsExactly(0L, 0L, 2L);
    }

    @Test
    void messageOfAnotherDestinationEndsTheCase() throws IOException {
        Faults faults = faults(body -> List.of(isMessage(body, 5) ? "00000007" + body.substring(8) : body));

        assertThat(faults.ended()).isEqualTo("A message of publisher 7 on /topic/fan-out.0");
    }

    @Test
    void saysWhyAConnectionHasEnded() throws IOException {
        Faults faults = faults(body -> {
            if (isMessage(body, 5)) {
                throw new UncheckedIOException(new IOException("Ends the connection of the publisher"));
            }
            return List.of(body);
        });

        assertThat(faults.isEmpty()).isFalse();
        assertThat(faults.ended()).isNotNull();
    }

    private static Faults faults(Function<String, List<String>> fault) throws IOException {
        return run(CASE, fault).faults();
    }

    private static Outcome run(LoadCase load, Function<String, List<String>> fault) throws IOException {
        Timing timing =
                new Timing(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(150), Duration.ofMillis(300));
        try (FaultyServer server = new FaultyServer(fault)) {
            return load.run(server, timing);
        }
    }

    /** The publisher has the number 0; what asks whether subscriptions are live comes from another. */
    private static boolean isMessage(String body, int sequence) {
        return body.startsWith("00000000%016x".formatted(sequence));
    }
}
