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

import io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival;

/** Counts what arrives: all the time for what must not happen, and between two moments for how fast it goes. */
final class Tally {

    private long deliveries;

    private long late;

    private long doubled;

    private long measuredFrom;

    private LatencyHistogram latencies = new LatencyHistogram();

    void arrived(Arrival arrival, long latencyNanos) {
        this.deliveries++;
        this.latencies.record(latencyNanos);
        if (arrival == Arrival.LATE) {
            this.late++;
        } else if (arrival == Arrival.DOUBLED) {
            this.doubled++;
        }
    }

    /** Forgets the figures of the warm-up, but not its faults. */
    void startMeasuring() {
        this.measuredFrom = this.deliveries;
        this.latencies = new LatencyHistogram();
    }

    /** Deliveries since measuring was started. */
    long measured() {
        return this.deliveries - this.measuredFrom;
    }

    Latency latency() {
        return Latency.of(this.latencies);
    }

    long deliveries() {
        return this.deliveries;
    }

    long late() {
        return this.late;
    }

    long doubled() {
        return this.doubled;
    }
}
