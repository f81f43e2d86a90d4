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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatrelay.benchmarks.endtoend.server.OperatingSystem.CpuTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatingSystemTests {
    @TempDir
    Path proc;

    @Test
    void machineIsBusyWithAllButIdlingAndWaiting() throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  200000 10000 100000 900000 70000 5000 5000 40000 7 7\ncpu0 1\n");

        assertThat(new OperatingSystem(proc).cpuTime(List.of()).machine()).isEqualTo(3_600);
    }

    @Test
    void whatIsNeitherServerNorClientIsForeign() {
        CpuTime time = new CpuTime(17, 2, 35, 3_620).since(new CpuTime(8, 1, 30, 3_600));

        assertThat(time.servers()).isEqualTo(10);
        assertThat(time.foreign()).isEqualTo(5);
    }

    @Test
    void addsUpResidentMemory() throws IOException {
        for (int process : List.of(11, 12)) {
            Path directory = Files.createDirectory(proc.resolve(Integer.toString(process)));
            Files.writeString(directory.resolve("status"), "VmHWM:\t999999 kB\nVmRSS:\t  %d kB\n".formatted(process));
        }

        assertThat(new OperatingSystem(proc).residentBytes(List.of(11L, 12L))).isEqualTo(23 * 1024);
    }

    @Test
    void readsTheLoadOfTheLastMinute() throws IOException {
        Files.writeString(proc.resolve("loadavg"), "1.25 2.00 3.00 1/300 4711\n");

        assertThat(new OperatingSystem(proc).loadAverage()).isEqualTo("1.25");
    }

    @Test
    void firstProcessIsTheApplicationAndTheRestItsHelpers() {
        long self = ProcessHandle.current().pid();

        CpuTime time = new OperatingSystem().cpuTime(List.of(self, self));

        assertThat(time.application()).isPositive();
        assertThat(time.helpers()).isPositive();
        assertThat(new OperatingSystem().residentBytes(List.of(self))).isPositive();
    }

    @Test
    void processThatHasEndedIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new OperatingSystem().cpuTime(List.of(Long.MAX_VALUE)))
                .withMessage("Process " + Long.MAX_VALUE + " has ended");
    }
}
