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

import io.chatrelay.proof.account.Findings.Violation;
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Event;
import io.chatrelay.proof.account.SubscriberHistory.Gap;
import io.chatrelay.proof.account.SubscriberHistory.Start;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what a subscriber was to get and did not. If everybody got 0, 1, 2, 3 and this one 0 and 3, then 1 and 2 are lost
 * and there is one unannounced gap, unless the RECEIPT or the MESSAGE before 3 had the header {@code gap}.
 */
final class CompletenessCheck {
    private final ReferenceOrder order;
    private final boolean everythingKept;
    private final Findings findings;
    /** Has a RECEIPT, and nobody got it. */
    private final List<Message> unseen;

    CompletenessCheck(DestinationHistory history, ReferenceOrder order, boolean everythingKept, Findings findings) {
        this.order = order;
        this.everythingKept = everythingKept;
        this.findings = findings;
        this.unseen = history.sent()
                .filter(message -> !message.isInDoubt() && order.rank(message) < 0)
                .toList();
    }

    void run(SubscriberHistory subscriber, List<Message> stream) {
        Set<Message> got = new HashSet<>(stream);
        List<Excuse> excuses = excuses(subscriber);
        int last = stream.stream().mapToInt(order::rank).max().orElse(-1);
        int end = subscriber.hasLeft() ? last : order.messages().size();
        boolean inGap = false;
        for (int rank = firstWanted(subscriber, stream); rank < end; rank++) {
            Message message = order.messages().get(rank);
            if (got.contains(message) || message.isForeign()) {
                inGap = false;
            } else if (excuses.stream().noneMatch(excuse -> excuse.covers(message, order))) {
                findings.add(Violation.LOST, subscriber, message.toString());
                if (!inGap && rank < last) {
                    findings.add(Violation.UNANNOUNCED_GAP, subscriber, "begins with " + message);
                }
                inGap = true;
            }
        }
        if (!subscriber.hasLeft()) {
            reportWhatNobodyGot(subscriber);
        }
    }

    /** Where such a message would have been is unknown, so any gap that was announced later may be about it. */
    private void reportWhatNobodyGot(SubscriberHistory subscriber) {
        int lastGap = subscriber.all(Gap.class).mapToInt(Gap::millis).max().orElse(-1);
        boolean wantsAll = everythingKept && subscriber.start().equals(Start.EARLIEST);
        unseen.stream()
                .filter(message -> message.sentMillis() > lastGap)
                .filter(message -> wantsAll || subscriber.wasLiveBefore(message))
                .forEach(message -> findings.add(Violation.LOST, subscriber, message + ", which nobody got"));
    }

    /**
     * From where on everything is to come: at the latest what was sent after the RECEIPT of the first SUBSCRIBE, so many
     * messages earlier if the subscriber asked for so many, and in any case what is after the first that came.
     */
    private int firstWanted(SubscriberHistory subscriber, List<Message> stream) {
        int first = order.messages().size();
        for (int rank = first - 1; rank >= 0; rank--) {
            first = subscriber.wasLiveBefore(order.messages().get(rank)) ? rank : first;
        }
        first = everythingKept ? Math.max(0, first - subscriber.start().newest()) : first;
        return Math.min(first, stream.stream().mapToInt(order::rank).min().orElse(first));
    }

    private List<Excuse> excuses(SubscriberHistory subscriber) {
        List<Excuse> excuses = new ArrayList<>();
        List<Gap> open = new ArrayList<>();
        int highest = -1;
        for (Event event : subscriber.events()) {
            if (event instanceof Gap gap) {
                open.add(gap);
            } else if (event instanceof Delivery delivery) {
                close(open, highest, order.rank(delivery.message()), excuses);
                highest = Math.max(highest, order.rank(delivery.message()));
            }
        }
        close(open, highest, order.messages().size(), excuses);
        return excuses;
    }

    private static void close(List<Gap> open, int after, int before, List<Excuse> excuses) {
        open.forEach(gap -> excuses.add(new Excuse(after, before, gap.untilMillis())));
        open.clear();
    }

    /** An announced gap excuses the messages between these ranks, which are those of the deliveries before and after it. */
    private record Excuse(int after, int before, int untilMillis) {

        boolean covers(Message message, ReferenceOrder order) {
            int rank = order.rank(message);
            return rank > after && rank < before && message.sentMillis() <= untilMillis;
        }
    }
}
