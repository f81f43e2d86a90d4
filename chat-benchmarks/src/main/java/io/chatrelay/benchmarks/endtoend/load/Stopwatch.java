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
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem.CpuTime;
import io.chatrelay.testing.process.Server;

/** Measures what arrives, and what it costs the processes of a server, from its start on. */
public final class Stopwatch {
    private static final OperatingSystem SYSTEM = new OperatingSystem();

    private final Server server;
    private final Deliveries deliveries;
    private final CpuTime before;
    private final long startNanos = System.nanoTime();

    private Stopwatch(Server server, Deliveries deliveries) {
        this.server = server;
        this.deliveries = deliveries;
        this.before = SYSTEM.cpuTime(server.processes());
    }

    public static Stopwatch start(Server server, Deliveries deliveries) {
        Stopwatch watch = new Stopwatch(server, deliveries);
        deliveries.startMeasuring();
        return watch;
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
