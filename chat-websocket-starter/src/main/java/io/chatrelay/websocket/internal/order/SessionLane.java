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
package io.chatrelay.websocket.internal.order;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one session. Lives in the map of lanes from its first task until it has none left; it is added to and
 * removed under the map's lock of its key, so that no task is added to a lane that has left.
 */
final class SessionLane implements Runnable {
    private final String sessionId;
    private final Executor executor;
    private final ConcurrentMap<String, SessionLane> lanes;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean started = new AtomicBoolean();

    SessionLane(String sessionId, Executor executor, ConcurrentMap<String, SessionLane> lanes) {
        this.sessionId = sessionId;
        this.executor = executor;
        this.lanes = lanes;
    }

    /** Adds a task; only while the map computes this lane's key. */
    void add(Runnable task) {
        tasks.add(task);
    }

    /** Asks for a thread, unless this lane has one or has asked before. */
    void start() {
        if (started.compareAndSet(false, true)) {
            takeTurn();
        }
    }

    private void takeTurn() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException refused) {
            runAll();
        }
    }

    @Override
    public void run() {
        for (int i = 0; i < SessionOrderedExecutor.TASKS_PER_TURN; i++) {
            Runnable task = next();
            if (task == null) {
                return;
            }
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                takeTurnUnlessDone(failure);
                throw failure;
            }
        }
        if (!leaveIfDone()) {
            takeTurn();
        }
    }

    private void takeTurnUnlessDone(Throwable failure) {
        try {
            if (!leaveIfDone()) {
                takeTurn();
            }
        } catch (RuntimeException | Error another) {
            failure.addSuppressed(another);
        }
    }

    /** Runs all tasks on the calling thread, because no other will; throws the first failure at the end. */
    private void runAll() {
        Throwable first = null;
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Returns the next task, or null after this lane has left the map. */
    private @Nullable Runnable next() {
        Runnable task = tasks.poll();
        while (task == null && !leaveIfDone()) {
            task = tasks.poll();
        }
        return task;
    }

    private boolean leaveIfDone() {
        return lanes.computeIfPresent(sessionId, (id, lane) -> lane == this && tasks.isEmpty() ? null : lane) != this;
    }
}
