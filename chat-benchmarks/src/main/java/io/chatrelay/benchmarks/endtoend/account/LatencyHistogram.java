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

/** Counts durations in buckets that are at most 1.6 % wide, without an object for each. */
final class LatencyHistogram {

    private static final int PRECISION_BITS = 6;

    private static final int STEPS = 1 << PRECISION_BITS;

    private final long[] counts = new long[(Long.SIZE - PRECISION_BITS) * STEPS];

    private long total;

    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        this.counts[bucket(value)]++;
        this.total++;
        this.max = Math.max(this.max, value);
    }

    /** The bound that this part of all durations keeps, in nanoseconds; 0 when there are none. */
    long atQuantile(double quantile) {
        long rank = (long) Math.ceil(quantile * this.total);
        long passed = 0;
        for (int bucket = 0; bucket < this.counts.length; bucket++) {
            passed += this.counts[bucket];
            if (passed >= rank && passed > 0) {
                return Math.min(upperBound(bucket), this.max);
            }
        }
        return 0;
    }

    long max() {
        return this.max;
    }

    /** Values below {@link #STEPS} have a bucket each, and then each power of two has so many. */
    private static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - PRECISION_BITS - 1);
        return (shift << PRECISION_BITS) + (int) (value >>> shift);
    }

    private static long upperBound(int bucket) {
        int shift = Math.max(0, (bucket >> PRECISION_BITS) - 1);
        long step = bucket - ((long) shift << PRECISION_BITS);
        return (step + 1 << shift) - 1;
    }
}
