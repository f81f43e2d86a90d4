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
import io.chatrelay.proof.history.SubscriberHistory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Judges the history of one destination: first each subscriber for itself, then all against the order they agree on. */
final class DestinationCheck {

    private final DestinationHistory history;

    private final Findings findings;

    DestinationCheck(DestinationHistory history, Findings findings) {
        this.history = history;
        this.findings = findings;
    }

    void run() {
        Describer describer = new Describer(this.history);
        reportForeign(describer);
        BitSet copiesReported = new BitSet();
        List<Stream> streams = new ArrayList<>();
        for (SubscriberHistory subscriber : this.history.subscribers()) {
            Stream stream = Stream.of(subscriber, this.history.messages());
            stream.reportDoubles(this.findings, describer, copiesReported);
            streams.add(stream);
        }
        ReferenceOrder order = ReferenceOrder.of(
                this.history.messages().size(),
                streams.stream().map(Stream::firstArrivals).toList());
        new PublisherCheck(this.history, order, this.findings, describer).run(copiesReported);
        CompletenessCheck completeness = new CompletenessCheck(this.history, order, this.findings, describer);
        for (Stream stream : streams) {
            stream.reportReordered(order, this.findings, describer);
            completeness.run(stream);
        }
    }

    private void reportForeign(Describer describer) {
        MessageTable messages = this.history.messages();
        for (int message = 0; message < messages.size(); message++) {
            if (this.history.senderOf(message) == null) {
                int foreign = message;
                this.findings.add(Violation.FOREIGN, this.history.destination(), () -> describer.message(foreign));
            }
        }
    }
}
