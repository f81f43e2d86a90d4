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

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem.CpuTime;
import io.chatrelay.testing.process.Server;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts what arrives: all the time for what must not happen, and between two moments for how fast it goes. */
public final class Deliveries {
    /** Larger than any wait of this program; what is larger counts as this. */
    private static final long HIGHEST = TimeUnit.HOURS.toNanos(1);

    private static final double NANOS_PER_MILLI = 1e6;

    /** Nanoseconds, to within 0.1 %. */
    private final Histogram latencies = new Histogram(HIGHEST, 3);

    private long all;
    private long late;
    private long doubled;

    void arrived(Arrival arrival, long latencyNanos) {
        all++;
        took(latencyNanos);
        if (arrival == Arrival.LATE) {
            late++;
        } else if (arrival == Arrival.DOUBLED) {
            doubled++;
        }
    }

    /** Counts a duration only; a clock that went back counts as zero. */
    public void took(long nanos) {
        latencies.recordValue(Math.max(0, Math.min(nanos, HIGHEST)));
    }

    /** Forgets the figures of the warm-up, but not its faults. */
    void startMeasuring() {
        latencies.reset();
    }

    /** How many have arrived since measuring was started. */
    public long measured() {
        return latencies.getTotalCount();
    }

    /** The same row with how long those took that have arrived since measuring was started. */
    public Row latenciesOn(Row row) {
        return row.with(Figure.P50, latencies.getValueAtPercentile(50) / NANOS_PER_MILLI)
                .with(Figure.P99, latencies.getValueAtPercentile(99) / NANOS_PER_MILLI)
                .with(Figure.P999, latencies.getValueAtPercentile(99.9) / NANOS_PER_MILLI)
                .with(Figure.MAX, latencies.getMaxValue() / NANOS_PER_MILLI);
    }

    /** All deliveries, second copies included. */
    long all() {
        return all;
    }

    /** What went wrong, when so many deliveries are missing. */
    public Faults faults(long missing, @Nullable String ended) {
        return new Faults(all, missing, doubled, late, ended);
    }

    /** Measures what arrives, and what it costs the processes of a server, from its start on. */
    public static final class Stopwatch {
        private static final OperatingSystem SYSTEM = new OperatingSystem();

        private final Server server;
        private final Deliveries deliveries;
        private final CpuTime before;
        private final long startNanos = System.nanoTime();

        public Stopwatch(Server server, Deliveries deliveries) {
            this.server = server;
            this.deliveries = deliveries;
            this.before = SYSTEM.cpuTime(server.processes());
            deliveries.startMeasuring();
        }

        /** The same row with what has been seen so far; nothing about the CPU of a server whose processes are not known. */
        public Row stopOn(Row row) {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            CpuTime cpu = SYSTEM.cpuTime(server.processes()).since(before);
            long arrived = Math.max(1, deliveries.measured());
            Row seen = deliveries
                    .latenciesOn(row)
                    .with(Figure.SECONDS, seconds)
                    .with(Figure.RATE, deliveries.measured() / seconds)
                    .with(Figure.FOREIGN_CORES, cpu.foreign() / seconds)
                    .with(Figure.CLIENT_CORES, cpu.client() / seconds);
            return server.processes().isEmpty()
                    ? seen
                    : seen.with(Figure.CPU, cpu.servers() * 1e6 / arrived)
                            .with(Figure.APPLICATION_CPU, cpu.application() * 1e6 / arrived)
                            .with(Figure.SERVER_CORES, cpu.servers() / seconds);
        }
    }
}
