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
package io.chatrelay.benchmarks.endtoend.load;

/**
 * What one subscriber has got of one publisher, whose messages are numbered without a hole. What comes more than
 * {@value #WINDOW} messages late cannot be told from a second copy any more, and counts as one.
 *
 * <p>A subscriber that wants everything from 7 on and gets 7, 9, 8, 9 and 6 has got three messages: 8 was late, and the
 * second 9 and the 6 are copies of what it had.
 */
final class SequenceTracker {
    private static final int WINDOW = 1024;

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private final long first;
    private long highest;
    private long received;

    /** From this number on; what comes before it counts as a second copy. */
    SequenceTracker(long first) {
        this.first = first;
        this.highest = first - 1;
    }

    /** Takes note of a delivery. */
    Arrival arrived(long sequence) {
        if (sequence > highest) {
            for (long skipped = Math.max(highest + 1, sequence - WINDOW); skipped < sequence; skipped++) {
                seen[word(skipped)] &= ~bit(skipped);
            }
            highest = sequence;
            return received(sequence, Arrival.IN_ORDER);
        }
        if (sequence < first || highest - sequence >= WINDOW || (seen[word(sequence)] & bit(sequence)) != 0) {
            return Arrival.DOUBLED;
        }
        return received(sequence, Arrival.LATE);
    }

    private Arrival received(long sequence, Arrival arrival) {
        seen[word(sequence)] |= bit(sequence);
        received++;
        return arrival;
    }

    /** How many different messages have arrived. */
    long received() {
        return received;
    }

    /** How many have not come of those before this number. */
    long missing(long end) {
        return end - first - received;
    }

    private static int word(long sequence) {
        return (int) (sequence % WINDOW) / Long.SIZE;
    }

    private static long bit(long sequence) {
        return 1L << sequence;
    }

    /** How a delivery fits to what has come before. */
    enum Arrival {
        IN_ORDER,
        /** A later message of the publisher was there before: the order is broken. */
        LATE,
        DOUBLED
    }
}
