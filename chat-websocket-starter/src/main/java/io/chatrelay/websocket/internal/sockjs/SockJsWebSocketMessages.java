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
package io.chatrelay.websocket.internal.sockjs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Stands before the handler of one SockJS session over WebSocket, so that its messages may be larger than the
 * container's buffer. What is no SockJS message ends the session without an ERROR in the log for each.
 */
final class SockJsWebSocketMessages extends WebSocketHandlerDecorator {
    private static final Logger logger = LoggerFactory.getLogger(SockJsWebSocketMessages.class);

    private final SockJsMessageSplitter splitter = new SockJsMessageSplitter();
    private boolean broken;

    SockJsWebSocketMessages(WebSocketHandler handler) {
        super(handler);
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        if (!(message instanceof TextMessage text)) {
            super.handleMessage(session, message);
        } else if (!broken && !text.getPayload().isEmpty()) {
            handleText(session, text);
        }
    }

    private void handleText(WebSocketSession session, TextMessage text) throws Exception {
        String strings;
        try {
            strings = splitter.split(text.getPayload(), text.isLast());
        } catch (IllegalArgumentException ex) {
            broken = true;
            logger.atDebug()
                    .addKeyValue("sessionId", session.getId())
                    .addKeyValue("reason", ex.getMessage())
                    .log("Refused what is no SockJS message");
            session.close(CloseStatus.BAD_DATA);
            return;
        }
        super.handleMessage(session, new TextMessage(strings));
    }
}
