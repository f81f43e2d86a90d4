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

import jakarta.servlet.ServletContext;
import java.util.Map;
import org.springframework.context.Lifecycle;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.sockjs.transport.handler.SockJsWebSocketHandler;

/** Puts {@link SockJsWebSocketMessages} before each SockJS session over WebSocket. */
final class SockJsHandshakeHandler implements HandshakeHandler, Lifecycle, ServletContextAware {
    private final HandshakeHandler handshakeHandler;
    private volatile boolean running;

    SockJsHandshakeHandler(HandshakeHandler handshakeHandler) {
        this.handshakeHandler = handshakeHandler;
    }

    @Override
    public boolean doHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        boolean sockJs = handler instanceof SockJsWebSocketHandler;
        return handshakeHandler.doHandshake(
                request, response, sockJs ? new SockJsWebSocketMessages(handler) : handler, attributes);
    }

    @Override
    public void setServletContext(ServletContext servletContext) {
        if (handshakeHandler instanceof ServletContextAware aware) {
            aware.setServletContext(servletContext);
        }
    }

    @Override
    public void start() {
        running = true;
        if (handshakeHandler instanceof Lifecycle lifecycle) {
            lifecycle.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (handshakeHandler instanceof Lifecycle lifecycle) {
            lifecycle.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
