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

import static io.chatrelay.compatibility.client.Frame.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.compatibility.client.RawSocket;
import io.chatrelay.compatibility.client.StompTestClient;
import jakarta.websocket.Session;
import java.nio.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** What Tomcat allots to connections with the protocol handling in place. */
class TomcatMessageBuffersIT {
    private static final int TOMCAT_DEFAULT = 8192;
    private static final int SMALL = 1024;

    @Test
    void connectionsOfStompEndpointsHaveSmallBuffersForBothKindsOfMessages() {
        try (ProtocolNode node = ProtocolNode.start(Listening.class);
                StompTestClient client = StompTestClient.open(node.webSocket()).connect()) {
            client.publish("/topic/a", "x");

            Session session = session(node.bean(Listening.class).sessions);
            assertThat(capacity(session, "messageBufferText")).isEqualTo(SMALL);
            assertThat(capacity(session, "messageBufferBinary")).isEqualTo(SMALL);
        }
    }

    @Test
    void otherEndpointsKeepTheirLimits() {
        try (ProtocolNode node = ProtocolNode.start(Listening.class);
                RawSocket socket = RawSocket.open(node.webSocket().resolve("/plain"))) {
            socket.sendText(new byte[] {'a'});

            Session session = session(node.bean(Listening.class).plain);

            assertThat(session.getMaxTextMessageBufferSize()).isEqualTo(TOMCAT_DEFAULT);
            assertThat(session.getMaxBinaryMessageBufferSize()).isEqualTo(TOMCAT_DEFAULT);
            assertThat(capacity(session, "messageBufferBinary")).isEqualTo(TOMCAT_DEFAULT);
        }
    }

    @Test
    void sizesOfTheApplicationStay() {
        try (ProtocolNode node = ProtocolNode.start(Sized.class);
                StompTestClient client = StompTestClient.open(node.webSocket()).connect()) {
            client.publish("/topic/a", "x");

            Session session = session(node.bean(Sized.class).sessions);
            assertThat(capacity(session, "messageBufferText")).isEqualTo(Sized.TEXT);
            assertThat(capacity(session, "messageBufferBinary")).isEqualTo(Sized.BINARY);
        }
    }

    @Test
    void applicationSeesNoMessageThatNobodySent() {
        try (ProtocolNode node = ProtocolNode.start(Listening.class);
                StompTestClient client = StompTestClient.open(node.webSocket()).connect()) {
            client.send(frame("DISCONNECT"));
            client.awaitClose();

            assertThat(node.bean(Listening.class).emptyMessages).hasValue(0);
        }
    }

    @Test
    void clientThatDoesNotAwaitTheHandshakeIsServed() {
        byte[] connect = "CONNECT\naccept-version:1.2\nhost:a\n\n\0".getBytes(StandardCharsets.UTF_8);
        try (ProtocolNode node = ProtocolNode.start(Listening.class);
                RawSocket socket = RawSocket.openWithText(node.webSocket(), connect)) {
            assertThat(new String(socket.nextPayload(), StandardCharsets.UTF_8)).startsWith("CONNECTED\n");
        }
    }

    private static Session session(SessionRegister register) {
        await().until(() -> !register.open.isEmpty());
        WebSocketSession session = register.open.iterator().next();
        return Objects.requireNonNull(((NativeWebSocketSession) session).getNativeSession(Session.class));
    }

    private static int capacity(Session session, String buffer) {
        Object reader = Objects.requireNonNull(ReflectionTestUtils.getField(session, "wsFrame"));
        return ((Buffer) Objects.requireNonNull(ReflectionTestUtils.getField(reader, buffer))).capacity();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    @EnableWebSocket
    static class Listening implements WebSocketMessageBrokerConfigurer, WebSocketConfigurer {
        final SessionRegister sessions = new SessionRegister();
        final SessionRegister plain = new SessionRegister();
        final AtomicInteger emptyMessages = new AtomicInteger();

        @Bean
        static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
            return new WebSocketProtocolPostProcessor(() -> true);
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
        }

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/ws");
        }

        @Override
        public void configureWebSocketTransport(WebSocketTransportRegistration registry) {
            registry.addDecoratorFactory(sessions).addDecoratorFactory(this::countingEmptyMessages);
        }

        private WebSocketHandler countingEmptyMessages(WebSocketHandler handler) {
            return new WebSocketHandlerDecorator(handler) {
                @Override
                public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
                    if (message.getPayloadLength() == 0) {
                        emptyMessages.incrementAndGet();
                    }
                    super.handleMessage(session, message);
                }
            };
        }

        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(plain.decorate(new TextWebSocketHandler()), "/plain");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sized extends Listening {
        static final int TEXT = 4096;
        static final int BINARY = 2048;

        @Bean
        static ServletServerContainerFactoryBean webSocketContainer() {
            ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
            container.setMaxTextMessageBufferSize(TEXT);
            container.setMaxBinaryMessageBufferSize(BINARY);
            return container;
        }
    }
}
