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
package io.chatrelay.benchmarks.endtoend.account;

import io.chatrelay.benchmarks.endtoend.account.SequenceTracker.Arrival;

/** What one subscriber has got of one publisher whose messages it wants from some number on. */
public final class Succession {

    private final SequenceTracker tracker = new SequenceTracker();

    private final long first;

    /** From this number on. */
    public Succession(long first) {
        this.first = first;
    }

    /** Takes note of a delivery. What comes before the first that is wanted counts as a second copy. */
    public Arrival arrived(long sequence) {
        return sequence < this.first ? Arrival.DOUBLED : this.tracker.arrived(sequence - this.first);
    }

    /** How many different messages have arrived. */
    public long received() {
        return this.tracker.received();
    }

    /** How many have not come of those before this number. */
    public long missing(long end) {
        return end - this.first - this.tracker.received();
    }
}
