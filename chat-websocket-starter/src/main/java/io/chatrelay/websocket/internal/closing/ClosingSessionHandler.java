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
package io.chatrelay.websocket.internal.closing;

import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Stands right before Spring's handler of sub-protocols, inside the decorators of the application: those see the session
 * of the container in every call, as with Spring alone. Sessions close in order.
 */
public final class ClosingSessionHandler extends WebSocketHandlerDecorator {
    public ClosingSessionHandler(WebSocketHandler handler) {
        super(handler);
    }

    /** Returns whether there is one behind a handler. */
    public static boolean isBehind(WebSocketHandler handler) {
        WebSocketHandler current = handler;
        while (current instanceof WebSocketHandlerDecorator decorator) {
            if (decorator instanceof ClosingSessionHandler) {
                return true;
            }
            current = decorator.getDelegate();
        }
        return false;
    }

    /** The handler behind finds this session again by its id, in the calls that carry the container's. */
    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws Exception {
        super.afterConnectionEstablished(new ClosingSession(session));
    }
}
