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
package io.chatrelay.websocket;

import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.websocket.internal.lane.OutboundLanes;
import io.chatrelay.websocket.internal.outbound.LaneWriter;
import io.chatrelay.websocket.internal.outbound.OutboundChannelCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.support.AbstractSubscribableChannel;

/**
 * The lanes of all sessions: each has what its session is to be sent, in order, and is written by one thread at a time.
 * A thread of the broker or of the container never waits for a client.
 *
 * <p>The broker writes into them directly, unless the application has interceptors or handlers of its own on {@code
 * clientOutboundChannel}: then all frames take the way through the channel, from the moment the first of them is seen
 * until the application ends.
 *
 * @since 0.1
 */
public final class SessionLanes implements SessionWriters {
    private static final Logger logger = LoggerFactory.getLogger(SessionLanes.class);

    private final Map<String, LaneWriter> writers = new ConcurrentHashMap<>();
    private final AtomicBoolean detour = new AtomicBoolean();
    private final OutboundLanes lanes;
    private final SlowClient slowClient;
    private volatile @Nullable OutboundChannelCheck check;

    /** Takes the limits from the transport settings of the STOMP endpoints. */
    public SessionLanes() {
        this(SessionSettings.DEFAULT);
    }

    /** Serves sessions as the settings say. */
    public SessionLanes(SessionSettings settings) {
        this(
                new OutboundLanes(
                        settings.bufferSize(),
                        settings.slowClient() == SlowClient.DISCONNECT ? null : settings.stallTimeout()),
                settings.slowClient());
    }

    SessionLanes(OutboundLanes lanes, SlowClient slowClient) {
        this.lanes = lanes;
        this.slowClient = slowClient;
    }

    OutboundLanes lanes() {
        return lanes;
    }

    /** Looks after the channel that the broker leaves out. */
    void watch(AbstractSubscribableChannel outboundChannel) {
        check = new OutboundChannelCheck(outboundChannel);
    }

    void add(String sessionId, LaneWriter writer) {
        writers.put(sessionId, writer);
    }

    void remove(String sessionId) {
        writers.remove(sessionId);
    }

    /** Returns whether the broker may write into the lanes. */
    boolean isDirect() {
        return check != null && !detour.get();
    }

    @Override
    public @Nullable SessionWriter find(String sessionId) {
        beforeBatch();
        return writers.get(sessionId);
    }

    @Override
    public void beforeBatch() {
        OutboundChannelCheck present = check;
        if (present == null || detour.get()) {
            return;
        }
        String foreigner = present.foreigner();
        if (foreigner != null && detour.compareAndSet(false, true)) {
            logger.atInfo()
                    .addKeyValue("class", foreigner)
                    .log("Messages take the longer way through clientOutboundChannel, because the application has"
                            + " something there");
        }
    }

    @Override
    public SlowClient slowClient() {
        return slowClient;
    }

    @Override
    public void endStalled() {
        if (slowClient != SlowClient.DISCONNECT) {
            writers.values().forEach(LaneWriter::endIfStalled);
        }
    }

    @Override
    public void flush(List<SessionWriter> touched) {
        touched.forEach(SessionWriter::flush);
    }
}
