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
import io.chatrelay.proof.history.SubscriberHistory;
import org.jspecify.annotations.Nullable;

/** Words for messages and subscribers of a destination. */
final class Describer {

    private final DestinationHistory history;

    Describer(DestinationHistory history) {
        this.history = history;
    }

    String name(SubscriberHistory subscriber) {
        return this.history.destination() + " " + subscriber.name() + " (from "
                + subscriber.start().from() + ")";
    }

    String message(int message) {
        MessageTable messages = this.history.messages();
        @Nullable PublisherHistory sender = this.history.senderOf(message);
        return "message " + messages.id(message) + " ["
                + (sender == null
                        ? messages.sequence(message) + " of publisher " + messages.publisher(message)
                                + ", which has not sent it here"
                        : sent(messages.publisher(message), sender, messages.sequence(message)))
                + "]";
    }

    String sent(int number, PublisherHistory publisher, int sequence) {
        return sequence + " of publisher " + number + ", sent at " + publisher.sentMillis(sequence) + " ms, "
                + (publisher.isAcknowledged(sequence)
                        ? "RECEIPT at " + publisher.acknowledgedMillis(sequence) + " ms"
                        : "in doubt");
    }

    String arrival(SubscriberHistory subscriber, int arrival) {
        return message(subscriber.message(arrival)) + " at " + subscriber.arrivedMillis(arrival) + " ms";
    }
}
