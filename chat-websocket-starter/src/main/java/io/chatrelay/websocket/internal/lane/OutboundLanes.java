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
package io.chatrelay.websocket.internal.lane;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;

/** Makes the lanes of sessions. Thread-safe. */
public final class OutboundLanes {
    private final Executor threads;
    private final @Nullable DataSize bufferSize;
    private final @Nullable Duration stallTimeout;

    /**
     * @param bufferSize how much may wait for a client; null for what Spring's settings of the endpoint say
     * @param stallTimeout how long a client may read nothing that is waited for; null if clients are not waited for
     */
    public OutboundLanes(@Nullable DataSize bufferSize, @Nullable Duration stallTimeout) {
        this(bufferSize, stallTimeout, LaneThreads.create());
    }

    /**
     * @param threads may be made to wait, by any number of tasks
     */
    public OutboundLanes(@Nullable DataSize bufferSize, @Nullable Duration stallTimeout, Executor threads) {
        this.bufferSize = bufferSize;
        this.stallTimeout = stallTimeout;
        this.threads = threads;
    }

    /** Returns a new lane to a session as Spring's sub-protocol handler has it. */
    public OutboundLane open(WebSocketSession session, OutboundLane.End end) {
        return new OutboundLane(Sinks.of(session, threads), policyOf(session), threads, end, System::nanoTime);
    }

    private SlowClientPolicy policyOf(WebSocketSession session) {
        SlowClientPolicy springs = session instanceof ConcurrentWebSocketSessionDecorator limited
                ? new SlowClientPolicy(
                        DataSize.ofBytes(limited.getBufferSizeLimit()),
                        Duration.ofMillis(limited.getSendTimeLimit()),
                        stallTimeout)
                : new SlowClientPolicy(
                        SlowClientPolicy.DEFAULT.bufferSize(), SlowClientPolicy.DEFAULT.sendTimeLimit(), stallTimeout);
        return bufferSize == null ? springs : new SlowClientPolicy(bufferSize, springs.sendTimeLimit(), stallTimeout);
    }
}
