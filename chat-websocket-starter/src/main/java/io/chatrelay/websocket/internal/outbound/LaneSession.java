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
package io.chatrelay.websocket.internal.outbound;

import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.websocket.internal.lane.OutboundLane;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;

/**
 * A session as Spring's protocol handler wants it for the one frame that it still sends, CONNECTED: what is sent goes into
 * the session's lane. The super class is what Spring's ordered publishing looks for; nothing of it is used.
 */
public final class LaneSession extends ConcurrentWebSocketSessionDecorator {
    private final OutboundLane lane;
    private @Nullable Consumer<WebSocketMessage<?>> callback;

    public LaneSession(WebSocketSession session, OutboundLane lane) {
        super(session, Integer.MAX_VALUE, Integer.MAX_VALUE);
        this.lane = lane;
    }

    @Override
    public void setMessageCallback(Consumer<WebSocketMessage<?>> messageCallback) {
        this.callback = messageCallback;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            lane.send(new EncodedFrame(text.getPayload().getBytes(StandardCharsets.UTF_8), true));
        }
        if (callback != null) {
            callback.accept(message);
        }
    }
}
