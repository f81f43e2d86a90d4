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

import java.util.stream.LongStream;

/** Time from the moment when a message was due to its arrival at a subscriber, in milliseconds. */
public record Latency(double p50, double p99, double p999, double max) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Of single durations in nanoseconds. */
    public static Latency of(LongStream nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        nanos.forEach(histogram::record);
        return of(histogram);
    }

    static Latency of(LatencyHistogram histogram) {
        return new Latency(
                histogram.atQuantile(0.5) / NANOS_PER_MILLI,
                histogram.atQuantile(0.99) / NANOS_PER_MILLI,
                histogram.atQuantile(0.999) / NANOS_PER_MILLI,
                histogram.max() / NANOS_PER_MILLI);
    }
}
