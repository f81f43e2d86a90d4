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

import io.chatrelay.testing.process.ServerProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One server and the thread that ends and starts it. Its methods are for the thread that has made it. */
final class Lane implements AutoCloseable {

    private final Restartable server;

    private final ExecutorService thread;

    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);

    Lane(Restartable server) {
        this.server = server;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "restarts-" + server.name());
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Whether the server is up and left alone.
     *
     * @throws IllegalStateException when it could not be started
     */
    boolean isAtRest() {
        if (this.work.isCompletedExceptionally()) {
            throw new IllegalStateException(this.server.name() + " could not be started again, see its log", failure());
        }
        return this.work.isDone();
    }

    private @Nullable Throwable failure() {
        return this.work.handle((done, failure) -> failure).join();
    }

    /** Ends the server and starts it again after a while, in the background, when something before it is done. */
    CompletableFuture<Void> restart(Consumer<ServerProcess> way, int downMillis, CompletableFuture<Void> before) {
        this.work = before.thenRunAsync(
                () -> {
                    this.server.end(way);
                    sleep(downMillis);
                    this.server.restart();
                },
                this.thread);
        return this.work;
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        this.thread.shutdownNow();
        try {
            this.thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        this.server.close();
    }
}
