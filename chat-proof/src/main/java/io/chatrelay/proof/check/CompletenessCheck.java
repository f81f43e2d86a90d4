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
import io.chatrelay.proof.history.MessageTable;
import io.chatrelay.proof.history.PublisherHistory;
import io.chatrelay.proof.history.Start;
import io.chatrelay.proof.history.SubscriberHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what a subscriber was to get and did not. */
final class CompletenessCheck {

    private final DestinationHistory history;

    private final MessageTable messages;

    private final ReferenceOrder order;

    private final Findings findings;

    private final Describer describer;

    private final List<Unseen> unseen = new ArrayList<>();

    CompletenessCheck(DestinationHistory history, ReferenceOrder order, Findings findings, Describer describer) {
        this.history = history;
        this.messages = history.messages();
        this.order = order;
        this.findings = findings;
        this.describer = describer;
        history.publishers().forEach((number, publisher) -> {
            for (int sequence = 0; sequence < publisher.size(); sequence++) {
                if (publisher.isAcknowledged(sequence)
                        && this.messages.find(number, sequence).isEmpty()) {
                    this.unseen.add(new Unseen(number, publisher, sequence));
                }
            }
        });
    }

    void run(Stream stream) {
        SubscriberHistory subscriber = stream.subscriber();
        int lastRank = lastRank(subscriber);
        AnnouncedGaps gaps = new AnnouncedGaps(subscriber, this.order);
        int end = subscriber.hasLeft() ? lastRank : this.order.size();
        boolean inGap = false;
        for (int rank = firstRank(subscriber); rank < end; rank++) {
            int message = this.order.message(rank);
            @Nullable PublisherHistory sender = this.history.senderOf(message);
            if (sender == null || stream.has(message)) {
                inGap = false;
            } else if (!gaps.cover(rank, sender.sentMillis(this.messages.sequence(message)))) {
                add(Violation.LOST, subscriber, () -> this.describer.message(message));
                if (!inGap && rank < lastRank) {
                    add(Violation.UNANNOUNCED_GAP, subscriber, () -> "begins with " + this.describer.message(message));
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
        List<SubscriberHistory.Gap> gaps = subscriber.gaps();
        for (Unseen message : this.unseen) {
            int sent = message.publisher().sentMillis(message.sequence());
            if (wants(subscriber, sent) && gaps.stream().noneMatch(gap -> gap.millis() >= sent)) {
                add(
                        Violation.LOST,
                        subscriber,
                        () -> "message ["
                                + this.describer.sent(message.number(), message.publisher(), message.sequence())
                                + "], which nobody got");
            }
        }
    }

    private static boolean wants(SubscriberHistory subscriber, int sentMillis) {
        return subscriber.start() instanceof Start.Earliest
                || (subscriber.liveMillis() >= 0 && sentMillis > subscriber.liveMillis());
    }

    /**
     * From where on everything is to come: at the latest what was sent after the RECEIPT of the first SUBSCRIBE, so many
     * messages earlier if it asked for so many, and in any case what is after the first that came.
     */
    private int firstRank(SubscriberHistory subscriber) {
        if (subscriber.start() instanceof Start.Earliest) {
            return 0;
        }
        int first = this.order.size();
        for (int message = 0; subscriber.liveMillis() >= 0 && message < this.messages.size(); message++) {
            @Nullable PublisherHistory sender = this.history.senderOf(message);
            if (sender != null && sender.sentMillis(this.messages.sequence(message)) > subscriber.liveMillis()) {
                first = Math.min(first, this.order.rank(message));
            }
        }
        if (subscriber.start() instanceof Start.Last last && subscriber.liveMillis() >= 0) {
            first = Math.max(0, first - last.messages());
        }
        for (int arrival = 0; arrival < subscriber.size(); arrival++) {
            first = Math.min(first, this.order.rank(subscriber.message(arrival)));
        }
        return first;
    }

    private int lastRank(SubscriberHistory subscriber) {
        int last = -1;
        for (int arrival = 0; arrival < subscriber.size(); arrival++) {
            last = Math.max(last, this.order.rank(subscriber.message(arrival)));
        }
        return last;
    }

    private void add(Violation violation, SubscriberHistory subscriber, Supplier<String> text) {
        this.findings.add(violation, this.describer.name(subscriber), text);
    }

    /** A message with a RECEIPT that is in no history of a subscriber. */
    private record Unseen(int number, PublisherHistory publisher, int sequence) {}
}
