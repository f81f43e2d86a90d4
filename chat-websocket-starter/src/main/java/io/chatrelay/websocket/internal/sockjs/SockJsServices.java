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

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.sockjs.SockJsService;
import org.springframework.web.socket.sockjs.support.AbstractSockJsService;
import org.springframework.web.socket.sockjs.transport.TransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.DefaultSockJsService;
import org.springframework.web.socket.sockjs.transport.handler.EventSourceTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.WebSocketTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrPollingTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrReceivingTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrStreamingTransportHandler;

/** Replaces Spring's SockJS service by one with the same settings that takes large messages and bursts. */
public final class SockJsServices {
    /** Messages that wait for the next poll of a client; Spring's 100 close the session in any burst. */
    static final int MESSAGE_CACHE_SIZE = 8192;

    private static final int SPRING_MESSAGE_CACHE_SIZE = 100;

    private SockJsServices() {}

    /**
     * Returns the replacement; the service itself, with a larger cache only, if the application brought a class of its own.
     *
     * @param handshakes what is to be put before the handshake handler of the transport over WebSocket
     */
    public static SockJsService replace(SockJsService service, UnaryOperator<HandshakeHandler> handshakes) {
        if (service instanceof AbstractSockJsService configurable
                && configurable.getHttpMessageCacheSize() == SPRING_MESSAGE_CACHE_SIZE) {
            configurable.setHttpMessageCacheSize(MESSAGE_CACHE_SIZE);
        }
        return service.getClass() == DefaultSockJsService.class
                ? copy((DefaultSockJsService) service, handshakes)
                : service;
    }

    private static SockJsService copy(DefaultSockJsService original, UnaryOperator<HandshakeHandler> handshakes) {
        DefaultSockJsService copy =
                new DefaultSockJsService(original.getTaskScheduler(), transportHandlers(original, handshakes));
        copy.setName(original.getName());
        copy.setSockJsClientLibraryUrl(original.getSockJsClientLibraryUrl());
        copy.setStreamBytesLimit(original.getStreamBytesLimit());
        copy.setSessionCookieNeeded(original.isSessionCookieNeeded());
        copy.setHeartbeatTime(original.getHeartbeatTime());
        copy.setDisconnectDelay(original.getDisconnectDelay());
        copy.setHttpMessageCacheSize(original.getHttpMessageCacheSize());
        copy.setWebSocketEnabled(original.isWebSocketEnabled());
        copy.setSuppressCors(original.shouldSuppressCors());
        copy.setHandshakeInterceptors(original.getHandshakeInterceptors());
        copy.setMessageCodec(original.getMessageCodec());
        Collection<String> origins = original.getAllowedOrigins();
        if (origins != null) {
            copy.setAllowedOrigins(origins);
        }
        Collection<String> patterns = original.getAllowedOriginPatterns();
        if (patterns != null) {
            copy.setAllowedOriginPatterns(patterns);
        }
        return copy;
    }

    private static List<TransportHandler> transportHandlers(
            DefaultSockJsService original, UnaryOperator<HandshakeHandler> handshakes) {
        return original.getTransportHandlers().values().stream()
                .map(handler -> replace(handler, handshakes))
                .toList();
    }

    private static TransportHandler replace(TransportHandler handler, UnaryOperator<HandshakeHandler> handshakes) {
        if (handler.getClass() == WebSocketTransportHandler.class) {
            HandshakeHandler original = ((WebSocketTransportHandler) handler).getHandshakeHandler();
            return new WebSocketTransportHandler(new SockJsHandshakeHandler(handshakes.apply(original)));
        }
        if (handler.getClass() == XhrPollingTransportHandler.class) {
            return new SockJsPolling();
        }
        if (handler.getClass() == XhrStreamingTransportHandler.class) {
            return new SockJsStreaming.Xhr();
        }
        if (handler.getClass() == EventSourceTransportHandler.class) {
            return new SockJsStreaming.EventSource();
        }
        return handler.getClass() == XhrReceivingTransportHandler.class ? new SockJsXhrMessages() : handler;
    }
}
