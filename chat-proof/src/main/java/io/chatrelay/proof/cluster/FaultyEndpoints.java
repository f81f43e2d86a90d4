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
package io.chatrelay.proof.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/** Endpoints of a node that do wrong what an {@link Injection} says, between the relay and the WebSocket. */
@Configuration(proxyBeanMethods = false)
class FaultyEndpoints implements WebSocketMessageBrokerConfigurer {
    private static final int EACH = 1_000;

    private final AtomicInteger messages = new AtomicInteger();

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        Arrays.stream(Injection.values())
                .filter(injection -> injection != Injection.NONE)
                .forEach(injection -> registry.addEndpoint(injection.path()));
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration.addDecoratorFactory(Handler::new);
    }

    private static Injection injection(WebSocketSession session) {
        @Nullable URI address = session.getUri();
        return Arrays.stream(Injection.values())
                .filter(injection -> address != null && address.getPath().equals(injection.path()))
                .findFirst()
                .orElse(Injection.NONE);
    }

    /** Leaves the sessions of the ordinary endpoint as they are. */
    private final class Handler extends WebSocketHandlerDecorator {
        Handler(WebSocketHandler handler) {
            super(handler);
        }

        @Override
        public void afterConnectionEstablished(WebSocketSession session) throws Exception {
            Injection injection = injection(session);
            super.afterConnectionEstablished(
                    injection == Injection.NONE ? session : new FaultySession(session, injection));
        }
    }

    /** A session in which one thread at a time sends, one frame in each message. */
    private final class FaultySession extends WebSocketSessionDecorator {
        private final Injection injection;
        private @Nullable String held;

        FaultySession(WebSocketSession session, Injection injection) {
            super(session);
            this.injection = injection;
        }

        @Override
        public void sendMessage(WebSocketMessage<?> message) throws IOException {
            String frame = message.getPayload().toString();
            List<String> frames = frame.startsWith("MESSAGE") ? spoiled(frame) : List.of(spoiledGap(frame));
            for (String next : frames) {
                // As binary messages, because Tomcat cuts long texts into parts, which the client does not read.
                super.sendMessage(new BinaryMessage(next.getBytes(StandardCharsets.UTF_8)));
            }
        }

        private List<String> spoiled(String frame) {
            if (held != null) {
                List<String> swapped = List.of(frame, held);
                held = null;
                return swapped;
            }
            boolean chosen = messages.incrementAndGet() % EACH == 0;
            if (chosen && injection == Injection.REORDER) {
                held = frame;
            }
            return switch (injection) {
                case NONE -> List.of(frame);
                case LOSE, REORDER -> chosen ? List.of() : List.of(frame);
                case DOUBLE -> chosen ? List.of(frame, frame) : List.of(frame);
                case SWALLOW_GAP -> List.of(spoiledGap(frame));
            };
        }

        private String spoiledGap(String frame) {
            if (injection != Injection.SWALLOW_GAP) {
                return frame;
            }
            int body = frame.indexOf("\n\n");
            String spoiled = frame.startsWith("RECEIPT") ? "\nrecovered:true" : "";
            return frame.substring(0, body).replaceAll("\ngap:[^\n]*", spoiled) + frame.substring(body);
        }
    }
}
