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

import io.chatrelay.proof.history.SubscriberHistory;
import java.util.ArrayList;
import java.util.List;

/** Which messages the gaps that were announced to a subscriber excuse: those between what came before and after. */
final class AnnouncedGaps {

    private final List<Range> ranges = new ArrayList<>();

    AnnouncedGaps(SubscriberHistory subscriber, ReferenceOrder order) {
        int highest = -1;
        int arrival = 0;
        for (SubscriberHistory.Gap gap : subscriber.gaps()) {
            while (arrival < gap.arrivals()) {
                highest = Math.max(highest, order.rank(subscriber.message(arrival++)));
            }
            int next =
                    gap.arrivals() < subscriber.size() ? order.rank(subscriber.message(gap.arrivals())) : order.size();
            this.ranges.add(new Range(highest, next, gap.sentUntilMillis()));
        }
    }

    /** Whether a message in this place, sent at this moment, may be missing. */
    boolean cover(int rank, int sentMillis) {
        return this.ranges.stream().anyMatch(range -> range.covers(rank, sentMillis));
    }

    private record Range(int after, int before, int sentUntilMillis) {

        boolean covers(int rank, int sentMillis) {
            return rank > this.after && rank < this.before && sentMillis <= this.sentUntilMillis;
        }
    }
}
