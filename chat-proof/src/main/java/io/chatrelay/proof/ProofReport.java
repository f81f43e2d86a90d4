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

import io.chatrelay.proof.check.Finding;
import io.chatrelay.proof.check.Findings;
import io.chatrelay.proof.check.Violation;
import io.chatrelay.proof.fault.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown.
 *
 * @param seconds how long the load lasted
 * @param replayed deliveries that were marked as replayed
 * @param resumed how often a subscription went on from a position
 * @param recovered how often the RECEIPT of that said that everything was there
 * @param inDoubt messages without a RECEIPT
 * @param faults how many of each were done
 * @param gaps how many gaps were announced
 * @param gapsAllowed whether something may have been removed from the log
 * @param trouble why the run could not come to rest; null if it could
 */
record ProofReport(
        long seed,
        double seconds,
        long deliveries,
        long replayed,
        long resumed,
        long recovered,
        long sent,
        long inDoubt,
        long connects,
        Map<Fault, Integer> faults,
        long gaps,
        boolean gapsAllowed,
        @Nullable String trouble,
        Findings findings) {

    /** Whether the contract was kept. */
    boolean isFaultless() {
        return this.findings.isEmpty() && this.trouble == null && (this.gapsAllowed || this.gaps == 0);
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "seed", "%d", this.seed);
        line(text, "deliveries", "%,d, %,d of them replayed", this.deliveries, this.replayed);
        line(text, "messages", "%,d, %,d of them in doubt", this.sent, this.inDoubt);
        line(text, "connections", "%,d in %.0f s", this.connects, this.seconds);
        line(text, "resumed", "%,d, %,d of them recovered", this.resumed, this.recovered);
        line(text, "faults", "%s", faultCounts());
        for (Violation violation : Violation.values()) {
            line(text, violation.plural(), "%,d", this.findings.count(violation));
        }
        line(
                text,
                "announced gaps",
                this.gapsAllowed || this.gaps == 0 ? "%,d" : "%,d, and nothing was removed",
                this.gaps);
        if (this.trouble != null) {
            line(text, "not at rest", "%s", this.trouble);
        }
        for (Finding finding : this.findings.first()) {
            text.append("  ").append(finding).append('\n');
        }
        return text.toString();
    }

    private String faultCounts() {
        return this.faults.isEmpty()
                ? "none"
                : this.faults.entrySet().stream()
                        .map(fault -> fault.getKey().optionName() + " " + fault.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-17s ", name + ":"))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
