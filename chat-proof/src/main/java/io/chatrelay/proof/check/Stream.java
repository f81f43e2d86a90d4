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

import io.chatrelay.proof.history.MessageTable;
import io.chatrelay.proof.history.SubscriberHistory;
import java.util.Arrays;
import java.util.BitSet;

/** What a subscriber has got, with second copies told from first ones. */
final class Stream {

    private final SubscriberHistory subscriber;

    /** The first arrivals of all message-ids, by their index in the history. */
    private final int[] arrivals;

    /** Bodies that have come, by the number of the original. */
    private final BitSet bodies = new BitSet();

    /** Arrivals that repeat a message-id or a body. */
    private final BitSet doubles = new BitSet();

    private final MessageTable messages;

    private Stream(SubscriberHistory subscriber, MessageTable messages) {
        this.subscriber = subscriber;
        this.messages = messages;
        int[] first = new int[subscriber.size()];
        int count = 0;
        BitSet ids = new BitSet();
        for (int arrival = 0; arrival < subscriber.size(); arrival++) {
            int message = subscriber.message(arrival);
            int body = messages.original(message);
            if (this.bodies.get(body)) {
                this.doubles.set(arrival);
            }
            if (!ids.get(message)) {
                first[count++] = arrival;
            }
            ids.set(message);
            this.bodies.set(body);
        }
        this.arrivals = Arrays.copyOf(first, count);
    }

    static Stream of(SubscriberHistory subscriber, MessageTable messages) {
        return new Stream(subscriber, messages);
    }

    SubscriberHistory subscriber() {
        return this.subscriber;
    }

    /** Messages in the order in which they came first. */
    int[] firstArrivals() {
        return Arrays.stream(this.arrivals).map(this.subscriber::message).toArray();
    }

    /** Whether a message has come, under whichever id. */
    boolean has(int message) {
        return this.bodies.get(this.messages.original(message));
    }

    /** Notes copies under other ids that are among them. */
    void reportDoubles(Findings findings, Describer describer, BitSet copiesReported) {
        this.doubles.stream().forEach(arrival -> {
            copiesReported.set(this.subscriber.message(arrival));
            findings.add(
                    Violation.DOUBLED,
                    describer.name(this.subscriber),
                    () -> describer.arrival(this.subscriber, arrival) + ", got before");
        });
    }

    void reportReordered(ReferenceOrder order, Findings findings, Describer describer) {
        int last = -1;
        for (int arrival : this.arrivals) {
            int message = this.subscriber.message(arrival);
            if (last >= 0 && order.rank(message) < order.rank(last)) {
                int before = last;
                findings.add(
                        Violation.REORDERED,
                        describer.name(this.subscriber),
                        () -> describer.arrival(this.subscriber, arrival) + ", after " + describer.message(before)
                                + ", which is after it for others");
            } else {
                last = message;
            }
        }
    }
}
