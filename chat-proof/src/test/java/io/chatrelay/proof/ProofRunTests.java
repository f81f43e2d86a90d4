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

import io.chatrelay.proof.account.Findings.Violation;
import io.chatrelay.proof.account.Message;
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Subscribed;
import io.chatrelay.testing.client.FaultyServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** That what a server does wrong on the wire arrives in the account. */
class ProofRunTests {

    private static final int SUBSCRIBERS = 2;

    @Test
    void serverWithoutFaultKeepsTheContract() throws IOException {
        ProofReport report = run(List::of);

        assertThat(report.isFaultless()).as(report::text).isTrue();
        assertThat(report.deliveries()).isGreaterThanOrEqualTo(100).isEqualTo(SUBSCRIBERS * report.sent(any -> true));
        assertThat(report.sent(Message::isInDoubt)).isZero();
        assertThat(report.connects()).isEqualTo(SUBSCRIBERS + 2);
    }

    @Test
    void messageThatIsAcknowledgedAndForgottenIsLost() throws IOException {
        ProofReport report = run(body -> isMessage(body, 5) ? List.of() : List.of(body));

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(Violation.LOST)).isEqualTo(SUBSCRIBERS);
    }

    @Test
    void secondCopyIsDoubled() throws IOException {
        ProofReport report = run(body -> isMessage(body, 5) ? List.of(body, body) : List.of(body));

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(Violation.DOUBLED)).isEqualTo(SUBSCRIBERS);
    }

    @Test
    void messageThatALaterOneOvertakesIsReordered() throws IOException {
        List<String> held = new ArrayList<>();

        ProofReport report = run(body -> {
            if (isMessage(body, 5)) {
                held.add(body);
                return List.of();
            }
            return isMessage(body, 6) ? List.of(body, held.get(0)) : List.of(body);
        });

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(Violation.REORDERED)).isEqualTo(1);
    }

    @Test
    void subscribersThatResumeMissNothing() throws IOException {
        ProofReport report = runWithFaults(0);

        assertThat(report.isFaultless()).as(report::text).isTrue();
        assertThat(report.faults()).containsOnlyKeys(Fault.DROP, Fault.PAUSE, Fault.JOIN);
        assertThat(report.count(Subscribed.class, Subscribed::resumed))
                .isPositive()
                .isEqualTo(report.count(Subscribed.class, receipt -> receipt.resumed() && receipt.recovered()));
        assertThat(report.count(Delivery.class, Delivery::replayed)).isPositive();
    }

    @Test
    void whatIsLeftOutWhenASubscriberResumesIsLost() throws IOException {
        ProofReport report = runWithFaults(1);

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(Violation.LOST)).isPositive();
        assertThat(report.findings().count(Violation.UNANNOUNCED_GAP)).isPositive();
        assertThat(report.findings().count(Violation.DOUBLED)).isZero();
    }

    @Test
    void whatComesAgainWhenASubscriberResumesIsDoubled() throws IOException {
        ProofReport report = runWithFaults(-1);

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(Violation.DOUBLED)).isPositive();
        assertThat(report.findings().count(Violation.LOST)).isZero();
    }

    private static ProofReport run(Function<String, List<String>> fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault)) {
            return run(server, SUBSCRIBERS, "--deliveries=100", "--faults=none");
        }
    }

    private static ProofReport runWithFaults(int skew) throws IOException {
        try (FaultyServer server = new FaultyServer(List::of, skew)) {
            return run(server, 10, "--deliveries=6000", "--faults=drop,pause,join");
        }
    }

    private static ProofReport run(FaultyServer server, int subscribers, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--seed=1",
                "--destinations=1",
                "--subscribers=" + subscribers,
                "--rate=200",
                "--nodes=" + server.address()));
        ProofOptions options = ProofOptionsTests.parse(all.toArray(String[]::new));
        try (ProofRun run = new ProofRun(options, null, line -> {})) {
            return run.run();
        }
    }

    /** Of the first publisher, which has the number 0. */
    private static boolean isMessage(String body, int sequence) {
        return body.startsWith("00000000%016x".formatted(sequence));
    }
}
