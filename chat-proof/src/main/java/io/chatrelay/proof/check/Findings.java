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
package io.chatrelay.proof.check;

import io.chatrelay.proof.history.DestinationHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts violations, and keeps the first few of each kind. */
public final class Findings {

    private static final int KEPT = 4;

    private final Map<Violation, Long> counts = new EnumMap<>(Violation.class);

    private final List<Finding> first = new ArrayList<>();

    /** Judges the histories of all destinations of a run. */
    public static Findings of(List<DestinationHistory> histories) {
        Findings findings = new Findings();
        histories.forEach(history -> new DestinationCheck(history, findings).run());
        return findings;
    }

    /** Counts one; its text is asked for only when it is kept. */
    void add(Violation violation, String subscriber, Supplier<String> text) {
        if (this.counts.merge(violation, 1L, Long::sum) <= KEPT) {
            this.first.add(new Finding(violation, subscriber, text.get()));
        }
    }

    /** How many of a kind. */
    public long count(Violation violation) {
        return this.counts.getOrDefault(violation, 0L);
    }

    /** Whether the contract was kept. */
    public boolean isEmpty() {
        return this.counts.isEmpty();
    }

    /** The first few of each kind, kind by kind. */
    public List<Finding> first() {
        return this.first.stream()
                .sorted(Comparator.comparing(Finding::violation))
                .toList();
    }
}
