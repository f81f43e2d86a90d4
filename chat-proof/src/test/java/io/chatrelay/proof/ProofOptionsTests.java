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
package io.chatrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chatrelay.proof.fault.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofOptionsTests {

    private static final long NEW_SEED = 99;

    @Test
    void withoutArgumentsDoesEverythingToServersOfItsOwnForAMillionDeliveries() {
        assertThat(parse())
                .isEqualTo(new ProofOptions(
                        NEW_SEED,
                        null,
                        1_000_000,
                        4,
                        50,
                        200,
                        Set.of(Fault.values()),
                        List.of(),
                        Path.of("chat-proof/target/prove")));
    }

    @Test
    void takesWhatIsGiven() {
        assertThat(parse(
                        "--seed=-5",
                        "--minutes=3",
                        "--deliveries=10",
                        "--destinations=2",
                        "--subscribers=7",
                        "--rate=20",
                        "--faults=drop,node-kill",
                        "--output=/tmp/x"))
                .isEqualTo(new ProofOptions(
                        -5,
                        Duration.ofMinutes(3),
                        10,
                        2,
                        7,
                        20,
                        Set.of(Fault.DROP, Fault.NODE_KILL),
                        List.of(),
                        Path.of("/tmp/x")));
    }

    @Test
    void doesNothingToServersOfOthers() {
        ProofOptions options = parse("--nodes=ws://10.0.0.1:8080/ws,ws://10.0.0.2:8080/ws");

        assertThat(options.nodes())
                .containsExactly(URI.create("ws://10.0.0.1:8080/ws"), URI.create("ws://10.0.0.2:8080/ws"));
        assertThat(options.faults()).containsExactlyInAnyOrder(Fault.DROP, Fault.PAUSE, Fault.JOIN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--nodes=ws://10.0.0.1:8080/ws", "--faults=kafka-kill"))
                .withMessageContaining("nothing is done to the servers of --nodes");
    }

    @Test
    void faultsMayBeNone() {
        assertThat(parse("--faults=none").faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--unknown=1 | Unknown argument: --unknown=1 (expected: one of --seed=,",
                "--seed | Unknown argument: --seed (expected: one of",
                "--seed=x | --seed=x (expected: a whole number), take the one",
                "--minutes=0 | --minutes=0 (expected: a number from 1 to 10000), correct it",
                "--deliveries=1e6 | --deliveries=1e6 (expected: a number from 1 to 1000000000)",
                "--subscribers=-1 | --subscribers=-1 (expected: a number from 1 to 10000)",
                "--rate= | --rate= (expected: a number from 1 to 100000)",
                "--faults=drop,fire | Unknown fault: fire (expected: node-kill,",
                "--faults= | Unknown fault:  (expected: node-kill,",
                "--nodes=http://a:1/ | --nodes=http://a:1/ (expected: ws://<host>:<port>/<path>",
                "--nodes=ws://a/ws | --nodes=ws://a/ws (expected: ws://<host>:<port>/<path>",
                "--nodes=ws://a:1/ws, | --nodes= (expected: ws://<host>:<port>/<path>",
                "--nodes=ws://a b:1/ | --nodes=ws://a b:1/ (expected: ws://<host>:<port>/<path>"
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhatToDo(String argument, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(argument)).withMessageStartingWith(message);
    }

    private static ProofOptions parse(String... arguments) {
        return ProofOptions.parse(List.of(arguments), NEW_SEED);
    }
}
