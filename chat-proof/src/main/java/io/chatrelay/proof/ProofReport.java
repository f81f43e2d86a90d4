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

import io.chatrelay.proof.account.DestinationHistory;
import io.chatrelay.proof.account.Findings;
import io.chatrelay.proof.account.Findings.Violation;
import io.chatrelay.proof.account.Message;
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Event;
import io.chatrelay.proof.account.SubscriberHistory.Gap;
import io.chatrelay.proof.account.SubscriberHistory.Subscribed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown.
 *
 * @param faults how many of each were done
 * @param everythingKept whether nothing may have been removed from the log, so that no gap may be announced
 * @param trouble why the run did not come to rest; null if it did
 */
record ProofReport(
        long seed,
        double seconds,
        long connects,
        Map<Fault, Integer> faults,
        boolean everythingKept,
        @Nullable String trouble,
        List<DestinationHistory> histories,
        Findings findings) {

    /** Whether the contract was kept. A run that does not come to rest proves nothing. */
    boolean isFaultless() {
        return findings.isEmpty() && trouble == null && (!everythingKept || gaps() == 0);
    }

    long gaps() {
        return count(Gap.class, gap -> true);
    }

    long deliveries() {
        return count(Delivery.class, delivery -> true);
    }

    <E extends Event> long count(Class<E> kind, Predicate<E> which) {
        return histories.stream()
                .flatMap(history -> history.subscribers().stream())
                .flatMap(subscriber -> subscriber.all(kind))
                .filter(which)
                .count();
    }

    long sent(Predicate<Message> which) {
        return histories.stream()
                .flatMap(DestinationHistory::sent)
                .filter(which)
                .count();
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "seed", "%d", seed);
        line(text, "deliveries", "%,d, %,d of them replayed", deliveries(), count(Delivery.class, Delivery::replayed));
        line(text, "messages", "%,d, %,d of them in doubt", sent(any -> true), sent(Message::isInDoubt));
        line(text, "connections", "%,d in %.0f s", connects, seconds);
        line(
                text,
                "resumed",
                "%,d, %,d of them recovered",
                count(Subscribed.class, Subscribed::resumed),
                count(Subscribed.class, receipt -> receipt.resumed() && receipt.recovered()));
        String done = faults.entrySet().stream()
                .map(fault -> fault.getKey() + " " + fault.getValue())
                .collect(Collectors.joining(", "));
        line(text, "faults", "%s", done.isEmpty() ? "none" : done);
        for (Violation violation : Violation.values()) {
            line(text, violation.plural(), "%,d", findings.count(violation));
        }
        line(text, "announced gaps", everythingKept && gaps() > 0 ? "%,d, and nothing was removed" : "%,d", gaps());
        if (trouble != null) {
            line(text, "not at rest", "%s", trouble);
        }
        findings.first().forEach(finding -> text.append("  ").append(finding).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append("%-17s ".formatted(name + ":"))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
