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
package io.chatrelay.proof.account;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ways in which the delivery contract was broken: how often each, and the first few of each kind in words. */
public final class Findings {
    private static final int KEPT = 4;

    private final Map<Violation, Integer> counts = new EnumMap<>(Violation.class);
    private final Map<Violation, List<String>> first = new EnumMap<>(Violation.class);

    /**
     * Judges the histories of all destinations of a run.
     *
     * @param everythingKept whether nothing was removed from the log, so that those who ask for the past get all of it
     */
    public static Findings of(List<DestinationHistory> histories, boolean everythingKept) {
        Findings findings = new Findings();
        histories.forEach(history -> new DestinationCheck(history, everythingKept, findings).run());
        return findings;
    }

    void add(Violation violation, Object where, String what) {
        if (counts.merge(violation, 1, Integer::sum) <= KEPT) {
            String kind = violation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            first.computeIfAbsent(violation, any -> new ArrayList<>()).add(kind + ": " + where + ": " + what);
        }
    }

    public int count(Violation violation) {
        return counts.getOrDefault(violation, 0);
    }

    /** Whether the contract was kept. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The first four of each kind, kind by kind. */
    public List<String> first() {
        return first.values().stream().flatMap(List::stream).toList();
    }

    /** A way to break the contract. */
    public enum Violation {
        /** A message with a RECEIPT, or one that another subscriber got, has not come, and no gap was announced. */
        LOST("lost"),
        /** Messages are missing between two that came, and no gap was announced. */
        UNANNOUNCED_GAP("unannounced gaps"),
        /** A message came twice, under the same message-id or with the same body. */
        DOUBLED("doubled"),
        /** A message came after one that others got after it, or that its publisher sent after it. */
        REORDERED("reordered"),
        /** A message-id is not the position of the RECEIPT, or not the same for everybody. */
        WRONG_POSITION("wrong positions"),
        /** A message came that nobody has sent to the destination. */
        FOREIGN("foreign");

        private final String plural;

        Violation(String plural) {
            this.plural = plural;
        }

        /** What a number of them is called. */
        public String plural() {
            return plural;
        }
    }
}
