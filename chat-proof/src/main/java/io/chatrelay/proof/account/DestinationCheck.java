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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges the history of one destination: what came to each subscriber, then the order that all agree on, then each subscriber
 * against that order.
 */
final class DestinationCheck {
    private final DestinationHistory history;
    private final boolean everythingKept;
    private final Findings findings;
    /** The message-id of each message, as it was seen first. */
    private final Map<Message, String> ids = new HashMap<>();

    private final Map<String, Message> byId = new HashMap<>();

    DestinationCheck(DestinationHistory history, boolean everythingKept, Findings findings) {
        this.history = history;
        this.everythingKept = everythingKept;
        this.findings = findings;
    }

    void run() {
        Map<SubscriberHistory, List<Message>> streams = new LinkedHashMap<>();
        history.subscribers().forEach(subscriber -> streams.put(subscriber, withoutDoubles(subscriber)));
        ReferenceOrder order = new ReferenceOrder(List.copyOf(streams.values()));
        checkMessages(order.messages());
        checkOrderOfPublishers(order.messages());
        CompletenessCheck completeness = new CompletenessCheck(history, order, everythingKept, findings);
        streams.forEach((subscriber, stream) -> {
            checkOrder(subscriber, stream, order);
            completeness.run(subscriber, stream);
        });
    }

    /** Returns the messages in the order in which they came, and reports second copies, under whichever message-id. */
    private List<Message> withoutDoubles(SubscriberHistory subscriber) {
        Map<Message, Delivery> first = new LinkedHashMap<>();
        subscriber.all(Delivery.class).forEach(delivery -> {
            Message message = delivery.message();
            if (first.putIfAbsent(message, delivery) != null) {
                findings.add(
                        Violation.DOUBLED,
                        subscriber,
                        delivery + ", and before as " + first.get(message).id());
            } else {
                checkId(subscriber, delivery);
            }
        });
        return List.copyOf(first.keySet());
    }

    private void checkId(SubscriberHistory subscriber, Delivery delivery) {
        String id = Objects.requireNonNullElse(ids.putIfAbsent(delivery.message(), delivery.id()), delivery.id());
        Message message =
                Objects.requireNonNullElse(byId.putIfAbsent(delivery.id(), delivery.message()), delivery.message());
        if (!id.equals(delivery.id()) || message != delivery.message()) {
            findings.add(
                    Violation.WRONG_POSITION, subscriber, delivery + ", and before as " + id + ", which is " + message);
        }
    }

    private void checkMessages(List<Message> order) {
        for (Message message : order) {
            if (message.isForeign()) {
                add(Violation.FOREIGN, message, "");
            } else if (message.position() != null && !message.position().equals(ids.get(message))) {
                add(Violation.WRONG_POSITION, message, ", got as " + ids.get(message));
            }
        }
    }

    /**
     * A message comes before those that its publisher sent after it, if in the same session or after its RECEIPT. One in doubt
     * may come late, because Kafka may write it when the next session has begun.
     */
    private void checkOrderOfPublishers(List<Message> order) {
        Map<Integer, Integer> newest = new HashMap<>();
        Map<List<Integer>, Integer> newestOfSession = new HashMap<>();
        for (Message message : order) {
            int before = newest.getOrDefault(message.publisher(), -1);
            List<Integer> session = List.of(message.publisher(), message.session());
            int beforeInSession = newestOfSession.getOrDefault(session, -1);
            if ((message.isInDoubt() ? beforeInSession : before) > message.sequence()) {
                add(Violation.REORDERED, message, ", got after a later one of its publisher");
            }
            newest.merge(message.publisher(), message.sequence(), Math::max);
            newestOfSession.merge(session, message.sequence(), Math::max);
        }
    }

    private void checkOrder(SubscriberHistory subscriber, List<Message> stream, ReferenceOrder order) {
        @Nullable Message last = null;
        for (Message message : stream) {
            if (last != null && order.rank(message) < order.rank(last)) {
                findings.add(
                        Violation.REORDERED,
                        subscriber,
                        message + ", got after " + last + ", before which others got it");
            } else {
                last = message;
            }
        }
    }

    private void add(Violation violation, Message message, String what) {
        findings.add(violation, history.destination(), message + what);
    }
}
