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
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the order that subscribers agree on against what publishers have sent. A message is to come before those that its
 * publisher sent after it, if in the same session or after its RECEIPT; one in doubt may come late when the next session has
 * begun.
 */
final class PublisherCheck {

    private final DestinationHistory history;

    private final MessageTable messages;

    private final ReferenceOrder order;

    private final Findings findings;

    private final Describer describer;

    PublisherCheck(DestinationHistory history, ReferenceOrder order, Findings findings, Describer describer) {
        this.history = history;
        this.messages = history.messages();
        this.order = order;
        this.findings = findings;
        this.describer = describer;
    }

    /** Copies that are reported as doubled already are not so again. */
    void run(BitSet copiesReported) {
        Map<Integer, Progress> progress = new HashMap<>();
        for (int rank = 0; rank < this.order.size(); rank++) {
            int message = this.order.message(rank);
            @Nullable PublisherHistory sender = this.history.senderOf(message);
            if (sender == null) {
                continue;
            }
            if (this.messages.original(message) == message) {
                int sequence = this.messages.sequence(message);
                if (progress.computeIfAbsent(this.messages.publisher(message), number -> new Progress())
                        .isOvertaken(sender, sequence)) {
                    add(Violation.REORDERED, message, "after a later one of its publisher");
                }
            } else if (!copiesReported.get(message)) {
                add(
                        Violation.WRONG_POSITION,
                        message,
                        "others got it as " + this.messages.id(this.messages.original(message)));
            }
            reportWrongPosition(message, sender);
        }
        this.messages
                .contradictions()
                .forEach(message -> add(Violation.WRONG_POSITION, message, "its message-id came with another body"));
    }

    private void reportWrongPosition(int message, PublisherHistory sender) {
        @Nullable String position = sender.position(this.messages.sequence(message));
        if (position != null
                && this.messages.original(message) == message
                && !position.equals(this.messages.id(message))) {
            add(Violation.WRONG_POSITION, message, "its RECEIPT says " + position);
        }
    }

    private void add(Violation violation, int message, String what) {
        this.findings.add(violation, this.history.destination(), () -> this.describer.message(message) + ": " + what);
    }

    /** How far one publisher has come in the order. */
    private static final class Progress {

        private int highest = -1;

        private final Map<Integer, Integer> highestOfSession = new HashMap<>();

        boolean isOvertaken(PublisherHistory sender, int sequence) {
            int before = this.highest;
            this.highest = Math.max(this.highest, sequence);
            Integer beforeInSession = this.highestOfSession.put(
                    sender.session(sequence),
                    Math.max(sequence, this.highestOfSession.getOrDefault(sender.session(sequence), -1)));
            return sender.isAcknowledged(sequence)
                    ? before > sequence
                    : beforeInSession != null && beforeInSession > sequence;
        }
    }
}
