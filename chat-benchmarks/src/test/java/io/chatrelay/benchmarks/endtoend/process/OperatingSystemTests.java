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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatingSystemTests {

    @TempDir
    Path proc;

    @BeforeEach
    void machineHasBeenBusyForAnHour() throws IOException {
        Files.writeString(
                this.proc.resolve("stat"), "cpu  200000 10000 100000 900000 70000 5000 5000 40000 7 7\ncpu0 1\n");
        Files.writeString(this.proc.resolve("loadavg"), "1.25 2.00 3.00 1/300 4711\n");
        process(ProcessHandle.current().pid(), "java", 2_000, 1_000, 1);
        process(11, "a) b (c", 500, 250, 300);
        process(12, "java", 100, 50, 200);
    }

    @Test
    void addsUpUserAndSystemTimeAndTellsTheApplicationFromTheRest() {
        CpuTime time = new OperatingSystem(this.proc).cpuTime(List.of(11L, 12L));

        assertThat(time).isEqualTo(new CpuTime(7.5, 1.5, 30, 3_600));
    }

    @Test
    void whatIsNeitherServerNorClientIsForeign() {
        CpuTime time = new CpuTime(17, 2, 35, 3_620).since(new CpuTime(8, 1, 30, 3_600));

        assertThat(time.foreign()).isEqualTo(5);
    }

    @Test
    void addsUpResidentMemory() {
        assertThat(new OperatingSystem(this.proc).residentBytes(List.of(11L, 12L)))
                .isEqualTo(500 * 1024);
    }

    @Test
    void readsTheLoadOfTheLastMinute() {
        assertThat(new OperatingSystem(this.proc).loadAverage()).isEqualTo("1.25");
    }

    @Test
    void readsTheRunningSystem() {
        long self = ProcessHandle.current().pid();

        assertThat(new OperatingSystem().cpuTime(List.of(self)).servers()).isPositive();
        assertThat(new OperatingSystem().residentBytes(List.of(self))).isPositive();
    }

    private void process(long id, String name, long user, long system, long residentKibibytes) throws IOException {
        Path directory = Files.createDirectory(this.proc.resolve(Long.toString(id)));
        Files.writeString(
                directory.resolve("stat"),
                "%d (%s) S 1 2 3 4 5 6 7 8 9 10 %d %d 0 0 20 0".formatted(id, name, user, system));
        Files.writeString(
                directory.resolve("status"),
                "Name:\tjava\nVmHWM:\t999999 kB\nVmRSS:\t  %d kB\n".formatted(residentKibibytes));
    }
}
