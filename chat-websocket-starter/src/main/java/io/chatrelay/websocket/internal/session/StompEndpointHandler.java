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
package io.chatrelay.websocket.internal.session;

import io.chatrelay.websocket.internal.tomcat.MessageBuffers;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Stands before all that Spring has for a STOMP endpoint. Lets the container hand over WebSocket messages in parts as
 * they come in, instead of collecting each in a buffer of its own; the handler behind must put STOMP frames together
 * itself.
 */
public final class StompEndpointHandler extends WebSocketHandlerDecorator {
    public StompEndpointHandler(WebSocketHandler handler) {
        super(handler);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        MessageBuffers.shrink(session);
        super.afterConnectionEstablished(session);
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        // See EmptyMessageFirst; one from a client says nothing either.
        if (!(message instanceof BinaryMessage) || message.getPayloadLength() > 0) {
            super.handleMessage(session, message);
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }
}
