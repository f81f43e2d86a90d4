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
package io.chatrelay.benchmarks.endtoend.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.FaultyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AccountTests {

    private static final String DESTINATION = "/topic/room";

    /** How the sixth message begins. */
    private static final String SIXTH = "00000000" + "0".repeat(15) + "5";

    private static final int MESSAGES = 10;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void serverThatDeliversEverythingOnceHasNoFaults() throws IOException {
        LoadResult.Faults faults = faultsOf(List::of);

        assertThat(faults.isEmpty()).as(faults::toString).isTrue();
        assertThat(faults.deliveries()).isGreaterThanOrEqualTo(2 * MESSAGES);
    }

    @Test
    void messageThatDoesNotComeIsLostForEveryReader() throws IOException {
        LoadResult.Faults faults = faultsOf(body -> body.startsWith(SIXTH) ? List.of() : List.of(body));

        assertThat(faults.lost()).isEqualTo(2);
    }

    @Test
    void messageThatComesTwiceIsDoubledForEveryReader() throws IOException {
        LoadResult.Faults faults = faultsOf(body -> body.startsWith(SIXTH) ? List.of(body, body) : List.of(body));

        assertThat(faults.doubled()).isEqualTo(2);
        assertThat(faults.lost()).isZero();
    }

    @Test
    void messageOfAnotherDestinationEndsTheCase() throws IOException {
        LoadResult.Faults faults =
                faultsOf(body -> List.of(body.startsWith(SIXTH) ? "00000007" + body.substring(8) : body));

        assertThat(faults.ended()).hasValue("A message of publisher 7 on " + DESTINATION);
    }

    private static LoadResult.Faults faultsOf(Function<String, List<String>> fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault);
                Stage stage = new Stage(server.address());
                PacedPublisher publisher = new PacedPublisher(stage, List.of(DESTINATION), 0, 64, 500)) {
            Audience audience = new Audience(stage, ClientKind.PLAIN);
            audience.add(Wish.now(DESTINATION, 0));
            audience.add(Wish.now(DESTINATION, 0));
            stage.await(() -> audience.joining() == 0 && publisher.isConnected(), "all subscriptions", LIMIT);

            publisher.start();
            stage.turnUntil(() -> publisher.next(0) >= MESSAGES, LIMIT);

            return Account.settle(SHORT, stage, publisher, audience);
        }
    }
}
