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

/** Counts what arrives: all the time for what must not happen, and between two moments for how fast it goes. */
public final class Tally {

    private long deliveries;

    private long late;

    private long doubled;

    private long measuredFrom;

    private LatencyHistogram latencies = new LatencyHistogram();

    /** Counts a delivery. */
    public void arrived(Arrival arrival, long latencyNanos) {
        this.deliveries++;
        this.latencies.record(latencyNanos);
        if (arrival == Arrival.LATE) {
            this.late++;
        } else if (arrival == Arrival.DOUBLED) {
            this.doubled++;
        }
    }

    /** Forgets the figures of the warm-up, but not its faults. */
    public void startMeasuring() {
        this.measuredFrom = this.deliveries;
        this.latencies = new LatencyHistogram();
    }

    /** Deliveries since measuring was started. */
    public long measured() {
        return this.deliveries - this.measuredFrom;
    }

    /** Of the deliveries since measuring was started. */
    public Latency latency() {
        return Latency.of(this.latencies);
    }

    /** All deliveries, second copies included. */
    public long deliveries() {
        return this.deliveries;
    }

    /** Deliveries after a later message of the same publisher. */
    public long late() {
        return this.late;
    }

    /** Second copies. */
    public long doubled() {
        return this.doubled;
    }
}
