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

import io.chatrelay.proof.check.Findings;
import io.chatrelay.proof.fault.Fault;
import io.chatrelay.proof.history.DestinationHistory;
import io.chatrelay.proof.history.PublisherHistory;
import io.chatrelay.proof.history.Start;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofReportTests {

    private final DestinationHistory history = new DestinationHistory("/topic/a");

    @Test
    void saysWhatWasDoneAndThatNothingWasFound() {
        ProofReport report = report(0, false, null);

        assertThat(report.isFaultless()).isTrue();
        assertThat(report.text()).isEqualTo("""
                seed:             7
                deliveries:       1,000,000, 2,000 of them replayed
                messages:         5,000, 3 of them in doubt
                connections:      400 in 90 s
                resumed:          350, 349 of them recovered
                faults:           node-kill 2, drop 17
                lost:             0
                unannounced gaps: 0
                doubled:          0
                reordered:        0
                wrong positions:  0
                foreign:          0
                announced gaps:   0
                """);
    }

    @Test
    void showsTheFirstFindings() {
        PublisherHistory publisher = this.history.addPublisher(0);
        publisher.acknowledge(publisher.send(20, 0), 30, null);
        this.history.addSubscriber("subscriber-4", new Start.Earliest());

        ProofReport report = report(0, false, null);

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.text()).contains("lost:             1\n").endsWith("""
                  lost: /topic/a subscriber-4 (from earliest): message [0 of publisher 0, sent at 20 ms, RECEIPT at 30 ms], which nobody got
                """);
    }

    @Test
    void gapIsAViolationWhereNothingWasRemoved() {
        assertThat(report(1, true, null).isFaultless()).isTrue();
        assertThat(report(1, false, null).isFaultless()).isFalse();
        assertThat(report(1, false, null).text()).contains("announced gaps:   1, and nothing was removed");
    }

    @Test
    void runThatDoesNotComeToRestProvesNothing() {
        ProofReport report = report(0, false, "2 subscribers without the last message");

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.text()).contains("not at rest:      2 subscribers without the last message");
    }

    private ProofReport report(long gaps, boolean gapsAllowed, @Nullable String trouble) {
        Map<Fault, Integer> faults = new EnumMap<>(Map.of(Fault.DROP, 17, Fault.NODE_KILL, 2));
        Findings findings = Findings.of(List.of(this.history));
        return new ProofReport(
                7, 90, 1_000_000, 2_000, 350, 349, 5_000, 3, 400, faults, gaps, gapsAllowed, trouble, findings);
    }
}
