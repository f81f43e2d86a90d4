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
package io.chatrelay.benchmarks.endtoend.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What Linux says in {@code /proc}; see proc(5). */
public final class OperatingSystem {

    /** {@code USER_HZ}, which is 100 on every architecture that a JDK runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

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
        double application =
                processes.stream().limit(1).mapToDouble(this::seconds).sum();
        double helpers = processes.stream().skip(1).mapToDouble(this::seconds).sum();
        return new CpuTime(application, helpers, seconds(ProcessHandle.current().pid()), busySeconds());
    }

    /** Bytes of main memory that the processes hold. */
    public long residentBytes(Collection<Long> processes) {
        return processes.stream().mapToLong(this::residentBytes).sum();
    }

    /** How many processes are running or waiting for a core, over the last minute. */
    public String loadAverage() {
        return read(this.proc.resolve("loadavg")).split(" ")[0];
    }

    private double seconds(long process) {
        String stat = read(this.proc.resolve(Long.toString(process)).resolve("stat"));
        // The second field, the name, may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** All but idle and waiting for I/O; guests are in user time already. */
    private double busySeconds() {
        String[] fields = read(this.proc.resolve("stat"))
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" +");
        long busy = 0;
        for (int field : List.of(1, 2, 3, 6, 7, 8)) {
            busy += Long.parseLong(fields[field]);
        }
        return busy / TICKS_PER_SECOND;
    }

    private long residentBytes(long process) {
        String status = read(this.proc.resolve(Long.toString(process)).resolve("status"));
        String line = status.lines()
                .filter(field -> field.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + file + ": the benchmark needs Linux", failure);
        }
    }
}
