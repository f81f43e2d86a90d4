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

import io.chatrelay.websocket.internal.closing.ClosingSessionHandler;
import io.chatrelay.websocket.internal.handshake.UncompressedHandshakeHandler;
import io.chatrelay.websocket.internal.session.StompEndpointHandler;
import io.chatrelay.websocket.internal.sockjs.SockJsServices;
import io.chatrelay.websocket.internal.tomcat.Handshakes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.SockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Makes the STOMP endpoints of a mapping use our protocol handler. Works on the mapping's URLs before they are
 * registered. An endpoint whose protocol handler the application wrote is left as it is.
 */
final class StompEndpoints {
    private final ApplicationEventPublisher publisher;
    private final SessionLanes lanes;
    private final boolean compression;

    StompEndpoints(ApplicationEventPublisher publisher, SessionLanes lanes, boolean compression) {
        this.publisher = publisher;
        this.lanes = lanes;
        this.compression = compression;
    }

    void adapt(WebSocketHandlerMapping mapping) {
        Map<String, Object> adapted = new LinkedHashMap<>();
        mapping.getUrlMap().forEach((url, handler) -> {
            Object replacement = adapt(handler);
            if (replacement != null) {
                adapted.put(url, replacement);
            }
        });
        mapping.setUrlMap(adapted);
    }

    private @Nullable Object adapt(Object endpoint) {
        if (endpoint.getClass() == WebSocketHttpRequestHandler.class) {
            WebSocketHttpRequestHandler original = (WebSocketHttpRequestHandler) endpoint;
            return speaksRelayStomp(original.getWebSocketHandler()) ? adaptWebSocket(original) : null;
        }
        if (endpoint.getClass() == SockJsHttpRequestHandler.class) {
            SockJsHttpRequestHandler original = (SockJsHttpRequestHandler) endpoint;
            return speaksRelayStomp(original.getWebSocketHandler()) ? adaptSockJs(original) : null;
        }
        return null;
    }

    private WebSocketHttpRequestHandler adaptWebSocket(WebSocketHttpRequestHandler original) {
        WebSocketHttpRequestHandler adapted = new StompRequestHandler(
                inParts(original.getWebSocketHandler()), handshakes(original.getHandshakeHandler()));
        adapted.setHandshakeInterceptors(original.getHandshakeInterceptors());
        return adapted;
    }

    private static final class StompRequestHandler extends WebSocketHttpRequestHandler {
        StompRequestHandler(WebSocketHandler webSocketHandler, HandshakeHandler handshakeHandler) {
            super(webSocketHandler, handshakeHandler);
        }

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            super.handleRequest(Handshakes.forSmallBuffers(request), response);
        }
    }

    private SockJsHttpRequestHandler adaptSockJs(SockJsHttpRequestHandler original) {
        SockJsService service = SockJsServices.replace(original.getSockJsService(), this::handshakes);
        return new SockJsHttpRequestHandler(service, inParts(original.getWebSocketHandler()));
    }

    private HandshakeHandler handshakes(HandshakeHandler original) {
        return compression ? original : new UncompressedHandshakeHandler(original);
    }

    private static WebSocketHandler inParts(WebSocketHandler handler) {
        // An application may have written the whole configuration, then there was no way to get behind its decorators.
        return new StompEndpointHandler(
                ClosingSessionHandler.isBehind(handler) ? handler : new ClosingSessionHandler(handler));
    }

    private boolean speaksRelayStomp(WebSocketHandler handler) {
        return WebSocketHandlerDecorator.unwrap(handler) instanceof SubProtocolWebSocketHandler webSocketHandler
                && replaceProtocolHandler(webSocketHandler);
    }

    /** Returns whether all protocols of the handler are ours now. */
    private boolean replaceProtocolHandler(SubProtocolWebSocketHandler webSocketHandler) {
        List<SubProtocolHandler> handlers = new ArrayList<>(webSocketHandler.getProtocolHandlers());
        handlers.replaceAll(handler -> replace(handler, webSocketHandler));
        if (!handlers.equals(webSocketHandler.getProtocolHandlers())) {
            webSocketHandler.setProtocolHandlers(handlers);
        }
        return !handlers.isEmpty() && handlers.stream().allMatch(RelayStompProtocolHandler.class::isInstance);
    }

    private SubProtocolHandler replace(SubProtocolHandler handler, SubProtocolWebSocketHandler webSocketHandler) {
        return handler.getClass() == StompSubProtocolHandler.class
                ? new RelayStompProtocolHandler(
                        (StompSubProtocolHandler) handler, publisher, true, lanes, webSocketHandler)
                : handler;
    }
}
