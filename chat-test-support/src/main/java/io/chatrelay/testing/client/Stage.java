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
package io.chatrelay.testing.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one server and what is done for them, on the thread of the caller: lets things happen until a condition holds,
 * a time is over or something has gone wrong.
 */
public final class Stage implements AutoCloseable {
    /** How long {@link #await(BooleanSupplier, String)} waits. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final int TURN_MILLIS = 10;

    private final URI address;
    private final EventLoop loop = new EventLoop();
    private final List<StompConnection> connections = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();
    private @Nullable String ended;

    public Stage(URI address) {
        this.address = address;
    }

    /** A connection that is closed at the end, if it is not closed before. */
    public StompConnection connect(ClientKind kind, StompListener listener) {
        StompConnection connection = loop.connect(address, kind, listener);
        connections.add(connection);
        return connection;
    }

    public EventLoop loop() {
        return loop;
    }

    /** Is done at every turn from now on. */
    public void everyTurn(Runnable action) {
        work.add(action);
    }

    /** Something has gone wrong that ends everything. */
    public void fail(String reason) {
        ended = ended == null ? reason : ended;
    }

    /** What has gone wrong first, null when nothing has. */
    public @Nullable String ended() {
        return ended;
    }

    /** Lets things happen until the condition holds, the time is over or something has gone wrong. */
    public void turnUntil(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline && ended == null) {
            turn();
        }
    }

    /** Lets things happen for a time. */
    public void turnFor(Duration time) {
        turnUntil(() -> false, time);
    }

    /**
     * Lets things happen until the condition holds.
     *
     * @param what it means that it holds
     * @throws IllegalStateException when it does not within {@link #LIMIT}, or something has gone wrong
     */
    public void await(BooleanSupplier condition, String what) {
        turnUntil(condition, LIMIT);
        if (!condition.getAsBoolean()) {
            throw new IllegalStateException(
                    "Not reached: " + what + ", " + (ended != null ? ended : "within " + LIMIT.toSeconds() + " s"));
        }
    }

    /** Lets things happen until the answer is there. */
    public <T> T await(CompletableFuture<T> answer) {
        while (!answer.isDone()) {
            turn();
        }
        return answer.join();
    }

    private void turn() {
        work.forEach(Runnable::run);
        loop.turn(TURN_MILLIS);
    }

    @Override
    public void close() {
        work.clear();
        connections.forEach(StompConnection::close);
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        while (loop.connections() > 0 && System.nanoTime() < deadline) {
            loop.turn(TURN_MILLIS);
        }
        loop.close();
    }
}
