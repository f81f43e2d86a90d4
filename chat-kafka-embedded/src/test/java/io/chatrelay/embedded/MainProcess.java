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
package io.chatrelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@link EmbeddedKafkaMain} in a process of its own, ended for sure when this is closed. */
final class MainProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "READY ";

    private final Process process;
    private final Path output;
    private final Path errors;

    private MainProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts the process with the directory {@code tmp} below the given one as its directory for temporary files. */
    static MainProcess start(Path directory, String... arguments) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedKafkaMain.class.getName()));
        Collections.addAll(command, arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new MainProcess(process, output, errors);
    }

    /** Waits for the line that says the broker is ready, and returns the address in it. */
    String awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(lastWords()).isTrue())
                .untilAsserted(() ->
                        assertThat(output()).as(lastWords()).startsWith(READY).endsWith("\n"));
        return output().strip().substring(READY.length());
    }

    /** Asks the process to end, with SIGTERM where there are signals. */
    void terminate() {
        process.destroy();
    }

    /** Ends the process at once, as a crash does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end of the process and returns its exit status. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process is still running; " + lastWords());
        }
        return process.exitValue();
    }

    private String lastWords() {
        return "the process's errors: " + lastLines(errors()) + ", output: " + lastLines(output());
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    String output() {
        return read(output);
    }

    String errors() {
        return read(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
