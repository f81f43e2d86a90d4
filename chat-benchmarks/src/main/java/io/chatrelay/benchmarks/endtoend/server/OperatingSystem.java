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
package io.chatrelay.benchmarks.endtoend.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What processes use, and what the machine does beside them, as Linux says it in {@code /proc}; see proc(5). */
public final class OperatingSystem {
    /** {@code USER_HZ}, which is 100 on every architecture that a JDK runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private final Path proc;

    /** Reads the running system. */
    public OperatingSystem() {
        this(Path.of("/proc"));
    }

    OperatingSystem(Path proc) {
        this.proc = proc;
    }

    /** CPU time now: of these processes, the first of which is the web application, of this one, and of the machine. */
    public CpuTime cpuTime(List<Long> processes) {
        double application = processes.isEmpty() ? 0 : seconds(processes.get(0));
        double all = processes.stream().mapToDouble(OperatingSystem::seconds).sum();
        return new CpuTime(
                application, all - application, seconds(ProcessHandle.current().pid()), busySeconds());
    }

    private static double seconds(long process) {
        Duration used = ProcessHandle.of(process)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("Process " + process + " has ended"));
        return used.toNanos() / 1e9;
    }

    /** All but idle and waiting for I/O; guests are in user time already. */
    private double busySeconds() {
        String[] fields = read("stat").lines().findFirst().orElseThrow().split(" +");
        return IntStream.of(1, 2, 3, 6, 7, 8)
                        .mapToLong(field -> Long.parseLong(fields[field]))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Bytes of main memory that the processes hold. */
    public long residentBytes(List<Long> processes) {
        return processes.stream().mapToLong(this::residentBytes).sum();
    }

    private long residentBytes(long process) {
        String line = read(process + "/status")
                .lines()
                .filter(field -> field.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    /** How many processes are running or waiting for a core, over the last minute. */
    public String loadAverage() {
        return read("loadavg").split(" ")[0];
    }

    private String read(String file) {
        try {
            return Files.readString(proc.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Cannot read " + proc.resolve(file) + ": the benchmark needs Linux", failure);
        }
    }

    /**
     * Seconds of CPU that have been used, user and system.
     *
     * @param application by the web application
     * @param helpers by other processes that work for it, such as Kafka
     * @param client by the load program
     * @param machine by everything on the machine
     */
    public record CpuTime(double application, double helpers, double client, double machine) {
        /** By all processes of the server. */
        public double servers() {
            return application + helpers;
        }

        /** What has been used since an earlier moment. */
        public CpuTime since(CpuTime earlier) {
            return new CpuTime(
                    application - earlier.application,
                    helpers - earlier.helpers,
                    client - earlier.client,
                    machine - earlier.machine);
        }

        /** What others have used: a measurement beside much of it is worth little. */
        public double foreign() {
            return Math.max(0, machine - servers() - client);
        }
    }
}
