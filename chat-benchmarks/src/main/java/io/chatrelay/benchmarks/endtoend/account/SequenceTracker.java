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

/**
 * What one subscriber has got of one publisher, whose messages are numbered from 0 without a gap. What comes more than
 * {@value #WINDOW} messages late cannot be told from a second copy any more, and counts as one.
 */
public final class SequenceTracker {

    private static final int WINDOW = 1024;

    private final long[] seen = new long[WINDOW / Long.SIZE];

    private long highest = -1;

    private long received;

    /** Takes note of a delivery. */
    public Arrival arrived(long sequence) {
        if (sequence > this.highest) {
            for (long skipped = Math.max(this.highest + 1, sequence - WINDOW); skipped < sequence; skipped++) {
                this.seen[word(skipped)] &= ~bit(skipped);
            }
            this.highest = sequence;
            this.seen[word(sequence)] |= bit(sequence);
            this.received++;
            return Arrival.IN_ORDER;
        }
        if (this.highest - sequence >= WINDOW || (this.seen[word(sequence)] & bit(sequence)) != 0) {
            return Arrival.DOUBLED;
        }
        this.seen[word(sequence)] |= bit(sequence);
        this.received++;
        return Arrival.LATE;
    }

    /** How many different messages have arrived. */
    public long received() {
        return this.received;
    }

    private static int word(long sequence) {
        return (int) (sequence % WINDOW) / Long.SIZE;
    }

    private static long bit(long sequence) {
        return 1L << sequence;
    }

    /** How a delivery fits to what has come before. */
    public enum Arrival {
        IN_ORDER,
        /** A later message of the publisher was there before: the order is broken. */
        LATE,
        DOUBLED
    }
}
