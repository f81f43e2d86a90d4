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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.proof.account.Findings.Violation;
import io.chatrelay.proof.account.SubscriberHistory.Delivery;
import io.chatrelay.proof.account.SubscriberHistory.Start;
import io.chatrelay.proof.account.SubscriberHistory.Subscribed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A destination with publisher 7, who sends message n at {@code 10 * n} ms, and what subscribers make of it. */
final class Scenario {
    static final int PUBLISHER = 7;

    final DestinationHistory history = new DestinationHistory("/topic/a");

    boolean everythingKept = true;
    private int sent;
    private int subscribers;

    /** Sends so many messages in a session, with RECEIPTs. */
    Scenario sendAcknowledged(int messages, int session) {
        for (int count = 0; count < messages; count++) {
            Message message = send(session);
            message.acknowledge(message.sentMillis() + 5, id(message.sequence()));
        }
        return this;
    }

    /** Sends a message without a RECEIPT. */
    Message send(int session) {
        Message message = history.send(PUBLISHER, sent, session, sent * 10);
        sent++;
        return message;
    }

    /** One that is live before everything is sent, and gets these messages. */
    SubscriberHistory got(int... sequences) {
        return got(Start.NOW, -1, sequences);
    }

    SubscriberHistory got(Start start, int liveMillis, int... sequences) {
        SubscriberHistory subscriber = joins(start, liveMillis);
        for (int sequence : sequences) {
            arrives(subscriber, sequence);
        }
        return subscriber;
    }

    /** One that has got nothing yet. */
    SubscriberHistory joins(Start start, int liveMillis) {
        SubscriberHistory subscriber = history.addSubscriber("s" + subscribers++, start);
        subscriber.add(new Subscribed(Math.max(0, liveMillis), false, true));
        return subscriber;
    }

    void arrives(SubscriberHistory subscriber, int sequence) {
        arrives(subscriber, id(sequence), PUBLISHER, sequence);
    }

    void arrives(SubscriberHistory subscriber, String id, int publisher, int sequence) {
        subscriber.add(new Delivery(1_000, history.message(publisher, sequence), id, false));
    }

    static String id(int sequence) {
        return "id-" + sequence;
    }

    Findings findings() {
        return Findings.of(List.of(history), everythingKept);
    }

    /** That exactly these violations are counted; pairs of kind and count. */
    void assertCounts(Object... kindsAndCounts) {
        Map<Violation, Integer> expected = new EnumMap<>(Violation.class);
        for (int index = 0; index < kindsAndCounts.length; index += 2) {
            expected.put((Violation) kindsAndCounts[index], (Integer) kindsAndCounts[index + 1]);
        }
        Findings findings = findings();
        for (Violation violation : Violation.values()) {
            assertThat(findings.count(violation))
                    .as("%s in %s", violation, findings.first())
                    .isEqualTo(expected.getOrDefault(violation, 0));
        }
        assertThat(findings.isEmpty()).isEqualTo(expected.isEmpty());
    }
}
