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

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageHandlingRunnable;

/**
 * Runs the tasks of one session one after another, in the order they were handed in, on the threads of another
 * executor; tasks of different sessions run side by side. Heart-beats overtake, and so does what belongs to no session.
 *
 * <p>After some tasks a session goes to the end of the other executor's queue, so that none can starve the others. Where
 * that executor refuses, the calling thread does the work, as a channel of Spring does. What a task throws reaches the
 * other executor, and the tasks after it run nevertheless.
 */
public final class SessionOrderedExecutor implements Executor {
    /** One frame is one task for each of the three or four handlers of the channel. */
    static final int TASKS_PER_TURN = 32;

    private final Executor executor;
    private final BooleanSupplier ordered;
    private final ConcurrentMap<String, SessionLane> lanes = new ConcurrentHashMap<>();

    /**
     * @param executor whose threads do the work
     */
    public SessionOrderedExecutor(Executor executor) {
        this(executor, () -> true);
    }

    /**
     * @param ordered asked for each task: where false, it goes straight to the other executor
     */
    public SessionOrderedExecutor(Executor executor, BooleanSupplier ordered) {
        this.executor = executor;
        this.ordered = ordered;
    }

    /**
     * @throws RejectedExecutionException if the other executor refuses a task that need not keep an order
     */
    @Override
    public void execute(Runnable task) {
        String sessionId = ordered.getAsBoolean() ? sessionIdOf(task) : null;
        if (sessionId == null) {
            executor.execute(task);
            return;
        }
        SessionLane lane = lanes.compute(sessionId, (id, present) -> {
            SessionLane chosen = present == null ? new SessionLane(id, executor, lanes) : present;
            chosen.add(task);
            return chosen;
        });
        lane.start();
    }

    /** Returns how many sessions have tasks that have not run. */
    int busySessions() {
        return lanes.size();
    }

    private static @Nullable String sessionIdOf(Runnable task) {
        if (!(task instanceof MessageHandlingRunnable handling)) {
            return null;
        }
        MessageHeaders headers = handling.getMessage().getHeaders();
        return SimpMessageHeaderAccessor.getMessageType(headers) == SimpMessageType.HEARTBEAT
                ? null
                : SimpMessageHeaderAccessor.getSessionId(headers);
    }
}
