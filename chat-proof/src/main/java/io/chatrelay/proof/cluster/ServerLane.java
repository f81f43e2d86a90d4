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
package io.chatrelay.proof.cluster;

import io.chatrelay.testing.process.JavaCommand;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server and the thread that starts and ends it. Each start has a log file of its own, {@code node-1-3.log} for the
 * third. The methods are for the thread that has made the lane.
 */
final class ServerLane implements AutoCloseable {
    private final String name;
    private final JavaCommand command;
    private final Path logs;
    private final ExecutorService thread;
    private int starts;
    private volatile @Nullable ServerProcess process;
    private CompletableFuture<Void> work;

    /** Begins to start the server. */
    ServerLane(String name, JavaCommand command, Path logs) {
        this.name = name;
        this.command = command;
        this.logs = logs;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "lane-of-" + name);
            made.setDaemon(true);
            return made;
        });
        this.work = CompletableFuture.runAsync(this::start, thread);
    }

    /** Lets the thread do something while the server is left alone. */
    void run(Runnable task) {
        work = CompletableFuture.runAsync(task, thread);
    }

    /** Ends the server and starts it again after a while, when something before it is done. */
    CompletableFuture<Void> restart(Consumer<ServerProcess> way, int downMillis, CompletableFuture<Void> before) {
        work = before.thenRunAsync(
                () -> {
                    ServerProcess running = process;
                    if (running != null) {
                        way.accept(running);
                    }
                    sleep(downMillis);
                    start();
                },
                thread);
        return work;
    }

    private void start() {
        starts++;
        try {
            process = ServerProcess.start(command, logs.resolve(name + "-" + starts + ".log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the server is up and left alone.
     *
     * @throws IllegalStateException when it could not be started
     */
    boolean isAtRest() {
        if (work.isDone()) {
            awaitRest();
        }
        return work.isDone();
    }

    /** Returns when the server is up and left alone; throws what {@link #isAtRest()} does. */
    void awaitRest() {
        try {
            work.get();
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
            throw new IllegalStateException(name + ": " + cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            throw new CancellationException("Interrupted while " + name + " was starting");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ServerProcess last = process;
        if (last != null) {
            last.kill();
        }
    }
}
