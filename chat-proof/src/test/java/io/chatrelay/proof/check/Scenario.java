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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.proof.history.DestinationHistory;
import io.chatrelay.proof.history.PublisherHistory;
import io.chatrelay.proof.history.Start;
import io.chatrelay.proof.history.SubscriberHistory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A destination with publisher 7, who sends message n at {@code 10 * n} ms, and what subscribers make of it. */
final class Scenario {

    static final int PUBLISHER = 7;

    final DestinationHistory history = new DestinationHistory("/topic/a");

    final PublisherHistory publisher = this.history.addPublisher(PUBLISHER);

    private int subscribers;

    /** Sends so many messages in a session, with RECEIPTs. */
    Scenario sendAcknowledged(int messages, int session) {
        for (int count = 0; count < messages; count++) {
            int sequence = send(session);
            this.publisher.acknowledge(sequence, sequence * 10 + 5, id(sequence));
        }
        return this;
    }

    /** Sends a message without a RECEIPT. */
    int send(int session) {
        return this.publisher.send(this.publisher.size() * 10, session);
    }

    /** One that is live before everything is sent, and gets these messages. */
    SubscriberHistory got(int... sequences) {
        return got(new Start.Now(), -1, sequences);
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
        SubscriberHistory subscriber = this.history.addSubscriber("s" + this.subscribers++, start);
        subscriber.live(Math.max(0, liveMillis));
        return subscriber;
    }

    void arrives(SubscriberHistory subscriber, int sequence) {
        arrives(subscriber, id(sequence), sequence);
    }

    void arrives(SubscriberHistory subscriber, String id, int sequence) {
        subscriber.arrived(this.history.messages().seen(id, PUBLISHER, sequence), 1_000);
    }

    static String id(int sequence) {
        return "id-" + sequence;
    }

    Findings findings() {
        return Findings.of(List.of(this.history));
    }

    /** That exactly these violations are counted; pairs of kind and count. */
    void assertCounts(Object... kindsAndCounts) {
        Map<Violation, Long> expected = new EnumMap<>(Violation.class);
        for (int index = 0; index < kindsAndCounts.length; index += 2) {
            expected.put((Violation) kindsAndCounts[index], ((Integer) kindsAndCounts[index + 1]).longValue());
        }
        Findings findings = findings();
        for (Violation violation : Violation.values()) {
            assertThat(findings.count(violation))
                    .as("%s in %s", violation, findings.first())
                    .isEqualTo(expected.getOrDefault(violation, 0L));
        }
        assertThat(findings.isEmpty()).isEqualTo(expected.isEmpty());
    }
}
