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
package io.chatrelay.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JVM of ours that listens somewhere. Closing it ends it, and so does the end of this JVM. What it prints goes to a
 * file, and a failure repeats the last 20 lines of that file, because nobody has the file of another machine's run. Methods
 * that end the server return when it has ended. One thread at a time may call.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(ServerProcess.class);

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private static final String END = "END";

    private static final Set<String> ANSWERS =
            Set.of(ServerConsole.READY, ServerConsole.HEAP, ServerConsole.MEMORY, ServerConsole.STATISTICS);

    private final Process process;

    private final Path log;

    private final PrintStream requests;

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private final LastLines lastLines = new LastLines();

    private String address = "";

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /**
     * Returns when the server is ready.
     *
     * @throws IllegalStateException when it ends, or is not ready within two minutes; the message names the log and has
     *     its last lines
     */
    public static ServerProcess start(JavaCommand command, Path log) throws IOException {
        Process process =
                new ProcessBuilder(command.words()).redirectErrorStream(true).start();
        ServerProcess server = new ServerProcess(process, log);
        Thread reader = new Thread(server::read, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        try {
            server.address = server.answer(ServerConsole.READY, START_LIMIT);
        } catch (IllegalStateException failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    public long pid() {
        return this.process.pid();
    }

    /** Where it listens, {@code host:port}. */
    public String address() {
        return this.address;
    }

    public long liveHeapBytes() {
        return ask(ServerConsole.HEAP)[0];
    }

    /** The numbers that it answers when it is asked for something. */
    public long[] ask(String word) {
        this.requests.println(word);
        return Arrays.stream(answer(word, ANSWER_LIMIT).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private void read() {
        try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8);
                Writer copy = Files.newBufferedWriter(this.log)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (ANSWERS.contains(line.split(" ", 2)[0])) {
                    this.answers.add(line);
                } else {
                    this.lastLines.add(line);
                    copy.append(line).append('\n').flush();
                }
            }
        } catch (IOException failure) {
            logger.atWarn().addKeyValue("file", this.log).setCause(failure).log("Output of a server process is lost");
        } finally {
            this.answers.add(END);
        }
    }

    private String answer(String word, Duration limit) {
        try {
            @Nullable String line = this.answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
            throw new IllegalStateException("A server process did not answer " + word + ": " + reason(line, limit)
                    + ", see " + this.log + this.lastLines);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a server process", interrupted);
        }
    }

    private String reason(@Nullable String line, Duration limit) throws InterruptedException {
        if (line == null) {
            return "nothing came within " + limit.toSeconds() + " s";
        }
        // The output ends a moment before the process does.
        return line.equals(END) && this.process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                ? "it ended with the exit status " + this.process.exitValue()
                : "it answered " + line;
    }

    /** Ends it on the spot (SIGKILL): it can do nothing about it. */
    public void kill() {
        this.process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end (SIGTERM), and ends it when it takes longer than 30 s. */
    public void terminate() {
        // Not Process.destroy(), which closes the output before what is said at the end has come.
        this.process.toHandle().destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        this.requests.close();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!this.process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                this.process.toHandle().destroyForcibly();
                this.process.waitFor();
            }
        } catch (InterruptedException interrupted) {
            this.process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
