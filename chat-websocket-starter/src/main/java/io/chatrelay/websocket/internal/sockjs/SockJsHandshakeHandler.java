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

import io.chatrelay.websocket.internal.handshake.HandshakeHandlerDecorator;
import java.util.Map;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.sockjs.transport.handler.SockJsWebSocketHandler;

/** Puts {@link SockJsWebSocketMessages} before each SockJS session over WebSocket. */
final class SockJsHandshakeHandler extends HandshakeHandlerDecorator {
    SockJsHandshakeHandler(HandshakeHandler handshakeHandler) {
        super(handshakeHandler);
    }

    @Override
    public boolean doHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        boolean sockJs = handler instanceof SockJsWebSocketHandler;
        return delegate()
                .doHandshake(request, response, sockJs ? new SockJsWebSocketMessages(handler) : handler, attributes);
    }
}
