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
package io.chatrelay.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.testing.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: how it ends when it cannot go on, and that it leaves no server behind. */
class ProgramIT {
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        started.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void interruptedRunEndsItsServersAndSaysSo(String signal) throws Exception {
        Process program = start(System.getProperty("java.io.tmpdir"));
        await().until(() -> program.children().findAny().isPresent());
        List<ProcessHandle> servers = program.children().toList();

        new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid()))
                .start()
                .waitFor();

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(this::errors).isEqualTo(130);
        assertThat(errors()).isEqualTo("Interrupted: no server is left, and rounds that ended have been written\n");
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void serverThatDoesNotStartEndsTheRun() throws Exception {
        Process program = start("/no/such/directory");

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(this::errors).isEqualTo(1);
        assertThat(errors()).startsWith("The run failed: ").contains("kafka.log");
        assertThat(program.descendants()).isEmpty();
    }

    private Process start(String temporaryDirectory) throws IOException {
        List<String> words = new ArrayList<>(new JavaCommand(
                        EndToEndBenchmark.class.getName(),
                        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        List.of("--quick", "--cases=rooms-500", "--output=" + directory.resolve("results")))
                .words());
        words.replaceAll(
                word -> word.startsWith("-Djava.io.tmpdir=") ? "-Djava.io.tmpdir=" + temporaryDirectory : word);
        // A program in the background of a shell ignores SIGINT, and its children do, this test perhaps among them.
        words.addAll(0, List.of("env", "--default-signal=INT"));
        Process program = new ProcessBuilder(words)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        started.add(program);
        return program;
    }

    private String errors() {
        try {
            return Files.readString(directory.resolve("err"));
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
