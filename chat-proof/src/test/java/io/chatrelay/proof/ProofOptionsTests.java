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

import io.chatrelay.proof.cluster.Injection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProofOptionsTests {

    @Test
    void withoutArgumentsDoesEverythingToServersOfItsOwnForAMillionDeliveries() {
        ProofOptions options = parse();

        assertThat(options.deliveries).isEqualTo(1_000_000);
        assertThat(options.limit()).isGreaterThan(Duration.ofDays(1));
        assertThat(options.faults()).isEqualTo(EnumSet.complementOf(EnumSet.of(Fault.RETENTION)));
        assertThat(options.nodes).isEmpty();
    }

    @Test
    void takesWhatIsGiven() {
        ProofOptions options = parse(
                "--seed=-5",
                "--minutes=3",
                "--seconds=20",
                "--deliveries=10",
                "--destinations=2",
                "--subscribers=7",
                "--rate=20",
                "--faults=drop,node-kill",
                "--pause=3",
                "--output=/tmp/x");

        assertThat(options.seed).isEqualTo(-5);
        assertThat(options.limit()).isEqualTo(Duration.ofSeconds(200));
        assertThat(options.deliveries).isEqualTo(10);
        assertThat(options.destinations).isEqualTo(2);
        assertThat(options.subscribers).isEqualTo(7);
        assertThat(options.rate).isEqualTo(20);
        assertThat(options.faults()).containsExactlyInAnyOrder(Fault.DROP, Fault.NODE_KILL);
        assertThat(options.pause).isEqualTo(3);
        assertThat(options.output).isEqualTo(Path.of("/tmp/x"));
    }

    @Test
    void doesNothingToServersOfOthers() {
        ProofOptions options = parse("--nodes=ws://10.0.0.1:8080/ws,ws://10.0.0.2:8080/ws");

        assertThat(options.nodes)
                .containsExactly(URI.create("ws://10.0.0.1:8080/ws"), URI.create("ws://10.0.0.2:8080/ws"));
        assertThat(options.faults()).containsExactlyInAnyOrder(Fault.DROP, Fault.PAUSE, Fault.JOIN);
    }

    @Test
    void faultsMayBeNone() {
        assertThat(parse("--faults=none").faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void knowsEachInjectionByItsName(Injection injection) {
        assertThat(parse("--inject=" + injection).injection).isEqualTo(injection);
    }

    @Test
    void gapCanBeSwallowedOnlyWhereThereIsOne() {
        assertThat(parse("--inject=swallow-gap", "--faults=drop").faults())
                .containsExactlyInAnyOrder(Fault.DROP, Fault.RETENTION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--unknown=1 | Unknown option: '--unknown=1'",
                "--seed | Missing required parameter for option '--seed'",
                "--seed=x | Invalid value for option '--seed': 'x' is not a long",
                "--minutes=-1 | --minutes=-1 (expected: a number from 0 to 10000)",
                "--deliveries=1e6 | Invalid value for option '--deliveries': '1e6' is not a long",
                "--subscribers=0 | --subscribers=0 (expected: a number from 1 to 10000)",
                "--faults=drop,fire | --faults=fire (expected: some of none,node-kill,",
                "--inject=fire | Invalid value for option '--inject'",
                "--nodes=http://a:1/ | --nodes=http://a:1/ (expected: ws://<host>:<port>/<path>",
                "--nodes=ws://a/ws | --nodes=ws://a/ws (expected: ws://<host>:<port>/<path>",
                "--nodes=ws://a:1/ --faults=kafka-kill | --faults=[kafka-kill] (expected: drop, pause or join, since",
                "--nodes=ws://a:1/ --inject=lose | --inject=lose (expected: no --nodes,"
            })
    void refusesWhatItDoesNotUnderstandInOneLine(String arguments, String message) {
        StringWriter err = new StringWriter();

        int status = DeliveryProof.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(message)
                .endsWith("; ./prove --help lists the options\n")
                .containsOnlyOnce("\n");
    }

    static ProofOptions parse(String... arguments) {
        ProofOptions options = new ProofOptions();
        DeliveryProof.parser(options).parseArgs(arguments);
        options.check();
        return options;
    }
}
