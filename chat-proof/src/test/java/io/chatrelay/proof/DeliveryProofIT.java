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
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Subscribed;
import io.chatrelay.proof.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof itself, small: a few seconds each on one cluster. What the relay does wrong on purpose must be found. */
class DeliveryProofIT {

    @TempDir
    private static Path directory;

    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void everybodyGetsEverythingOnceWhileServersAreKilledAndClientsFail() {
        ProofReport report =
                prove("--seed=61", "--faults=node-kill,kafka-kill,drop,pause,join", "--pause=1", "--seconds=3");

        assertThat(report.isFaultless()).as(report::text).isTrue();
        assertThat(report.faults())
                .containsOnlyKeys(Fault.NODE_KILL, Fault.KAFKA_KILL, Fault.DROP, Fault.PAUSE, Fault.JOIN);
        assertThat(report.count(Delivery.class, Delivery::replayed)).isPositive();
        assertThat(report.count(Subscribed.class, Subscribed::resumed))
                .isPositive()
                .isEqualTo(report.count(Subscribed.class, receipt -> receipt.resumed() && receipt.recovered()));
    }

    @Test
    void whatRetentionHasRemovedIsAnnounced() {
        ProofReport report = prove("--faults=drop,retention", "--pause=1", "--seconds=4", "--subscribers=40");

        assertThat(report.isFaultless()).as(report::text).isTrue();
        assertThat(report.gaps()).as(report::text).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"lose, LOST", "double, DOUBLED", "reorder, REORDERED"})
    void faultOfTheRelayIsFound(String injection, Violation found) {
        ProofReport report = prove("--inject=" + injection, "--faults=none", "--deliveries=8000", "--rate=500");

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(found)).as(report::text).isPositive();
    }

    @Test
    void gapThatIsNotAnnouncedIsFound() {
        ProofReport report =
                prove("--inject=swallow-gap", "--faults=drop", "--pause=1", "--seconds=4", "--subscribers=40");

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.findings().count(Violation.UNANNOUNCED_GAP))
                .as(report::text)
                .isPositive();
        assertThat(report.gaps()).isZero();
    }

    private static ProofReport prove(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--seed=1", "--destinations=2", "--subscribers=10"));
        all.addAll(List.of(arguments));
        try (ProofRun run = new ProofRun(ProofOptionsTests.parse(all.toArray(String[]::new)), cluster, line -> {})) {
            return run.run();
        }
    }
}
