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

import io.chatrelay.benchmarks.endtoend.load.LoadResult.Faults;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
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
class LoadRunTests {

    private static final LoadCase CASE =
            new LoadCase("fan-out", 1, 2, false, 64, new Pace.FixedRate(200), ClientKind.PLAIN);

    @Test
    void findsNoFaultWhereThereIsNone() throws IOException {
        Faults faults = run(List::of);

        assertThat(faults.isEmpty()).isTrue();
        assertThat(faults.deliveries()).isPositive();
    }

    @Test
    void countsALostMessageForEachSubscriber() throws IOException {
        Faults faults = run(body -> isMessage(body, 5) ? List.of() : List.of(body));

        assertThat(faults)
                .extracting(Faults::lost, Faults::doubled, Faults::late)
                .containsExactly(2L, 0L, 0L);
    }

    @Test
    void countsASecondCopyForEachSubscriber() throws IOException {
        Faults faults = run(body -> isMessage(body, 5) ? List.of(body, body) : List.of(body));

        assertThat(faults)
                .extracting(Faults::lost, Faults::doubled, Faults::late)
                .containsExactly(0L, 2L, 0L);
    }

    @Test
    void countsAMessageThatAnotherHasOvertaken() throws IOException {
        List<String> held = new ArrayList<>();

        Faults faults = run(body -> {
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
    void saysWhyAConnectionHasEnded() throws IOException {
        Faults faults = run(body -> {
            if (isMessage(body, 5)) {
                throw new UncheckedIOException(new IOException("Ends the connection of the publisher"));
            }
            return List.of(body);
        });

        assertThat(faults.isEmpty()).isFalse();
        assertThat(faults.ended()).isPresent();
    }

    private static Faults run(Function<String, List<String>> fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault)) {
            return new LoadRun(new OperatingSystem(), server, Duration.ofMillis(300))
                    .run(CASE, Duration.ofMillis(100), Duration.ofMillis(200))
                    .faults();
        }
    }

    /** The publisher has the number 0; what asks whether subscriptions are live comes from another. */
    private static boolean isMessage(String body, int sequence) {
        return body.startsWith("00000000%016x".formatted(sequence));
    }
}
