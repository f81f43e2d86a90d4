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

import io.chatrelay.proof.account.DestinationHistory;
import io.chatrelay.proof.account.Findings;
import io.chatrelay.proof.account.SubscriberHistory;
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Gap;
import io.chatrelay.proof.account.SubscriberHistory.Start;
import io.chatrelay.proof.account.SubscriberHistory.Subscribed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofReportTests {
    private final DestinationHistory history = new DestinationHistory("/topic/a");

    private final SubscriberHistory subscriber = history.addSubscriber("subscriber-4", Start.EARLIEST);

    @Test
    void saysWhatWasDoneAndThatNothingWasFound() {
        history.send(0, 0, 1, 20).acknowledge(30, "id");
        history.send(0, 1, 1, 40);
        subscriber.add(new Subscribed(10, false, true));
        subscriber.add(new Delivery(25, history.message(0, 0), "id", false));
        subscriber.add(new Subscribed(30, true, false));
        subscriber.add(new Delivery(45, history.message(0, 1), "id-1", true));
        ProofReport report = report(true, null);

        assertThat(report.isFaultless()).isTrue();
        assertThat(report.text()).isEqualTo("""
                seed:             7
                deliveries:       2, 1 of them replayed
                messages:         2, 1 of them in doubt
                connections:      400 in 90 s
                resumed:          1, 0 of them recovered
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
        history.send(0, 0, 1, 20).acknowledge(30, "id");

        ProofReport report = report(true, null);

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.text()).contains("lost:             1\n").endsWith("""
                  lost: /topic/a subscriber-4 (from earliest): message 0 of publisher 0, sent at 20 ms, RECEIPT at 30 ms for id, which nobody got
                """);
    }

    @Test
    void gapIsAViolationWhereNothingWasRemoved() {
        subscriber.add(new Gap(10, 10, "retention"));

        assertThat(report(false, null).isFaultless()).isTrue();
        assertThat(report(true, null).isFaultless()).isFalse();
        assertThat(report(true, null).text()).contains("announced gaps:   1, and nothing was removed");
    }

    @Test
    void runThatDoesNotComeToRestProvesNothing() {
        ProofReport report = report(true, "2 subscribers without the last message");

        assertThat(report.isFaultless()).isFalse();
        assertThat(report.text()).contains("not at rest:      2 subscribers without the last message");
    }

    private ProofReport report(boolean everythingKept, @Nullable String trouble) {
        Map<Fault, Integer> faults = new EnumMap<>(Map.of(Fault.DROP, 17, Fault.NODE_KILL, 2));
        List<DestinationHistory> histories = List.of(history);
        return new ProofReport(
                7, 90, 400, faults, everythingKept, trouble, histories, Findings.of(histories, everythingKept));
    }
}
