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
package io.chatrelay.benchmarks.endtoend.stalled;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.endtoend.stalled.StalledCase.Flow;
import io.chatrelay.benchmarks.endtoend.stalled.StalledResult.Reader;
import io.chatrelay.testing.client.FaultyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StalledRunTests {

    private static final Flow SMALL = new Flow(50, 64, 1_000);

    /** More than the sockets of a connection hold, whatever Linux lets them grow to. */
    private static final Flow LARGE = new Flow(400, 60_000, 2_000);

    private static final String FIRST = "00000000" + "0".repeat(16);

    @Test
    void everybodyGetsEverythingWhileStalledReadersHaveRoom() throws IOException {
        StalledResult result = run(new StalledCase(3, SMALL, SMALL, Duration.ofSeconds(30)), List::of);

        assertThat(result.isFaultless()).isTrue();
        assertThat(result.beside().healthy())
                .extracting(Reader::published, Reader::received)
                .containsExactly(50L, 50L);
        assertThat(result.beside().bystander().latency().max()).isPositive();
        assertThat(result.alone().healthy().seconds()).isPositive();
    }

    @Test
    void serverThatWaitsForStalledReadersIsReportedAndTheRunEnds() throws IOException {
        StalledResult result = run(new StalledCase(1, LARGE, SMALL, Duration.ofSeconds(1)), List::of);

        assertThat(result.isFaultless()).isFalse();
        assertThat(result.beside().healthy().received()).isLessThan(400);
    }

    @Test
    void messageThatIsMissingOrDoubledIsAFault() throws IOException {
        StalledCase stalled = new StalledCase(1, SMALL, SMALL, Duration.ofMillis(500));

        StalledResult lost = run(stalled, body -> body.startsWith(FIRST) ? List.of() : List.of(body));
        StalledResult doubled = run(stalled, body -> body.startsWith(FIRST) ? List.of(body, body) : List.of(body));

        assertThat(lost.alone().healthy())
                .extracting(Reader::received, Reader::doubled)
                .containsExactly(49L, 0L);
        assertThat(doubled.beside().bystander())
                .extracting(Reader::received, Reader::doubled)
                .containsExactly(50L, 1L);
        assertThat(lost.isFaultless() || doubled.isFaultless()).isFalse();
    }

    private static StalledResult run(StalledCase stalled, Function<String, List<String>> fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault)) {
            return new StalledRun(server).run(stalled);
        }
    }
}
