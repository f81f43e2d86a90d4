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
import static io.chatrelay.compatibility.client.Frame.frameWithBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.DeflatingClient;
import io.chatrelay.compatibility.client.Frame;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** What becomes of the offer to compress that every browser makes. */
@Tag("web-server")
class CompressionIT {
    private static final int MESSAGES = 50;

    private enum Endpoint {
        PLAIN("/ws"),
        SOCKJS("/sockjs/000/session/websocket"),
        SOCKJS_RAW("/sockjs/websocket");

        private final String path;

        Endpoint(String path) {
            this.path = path;
        }

        DeflatingClient open(ProtocolNode node) {
            return this == SOCKJS
                    ? DeflatingClient.openSockJs(node.webSocket().resolve(path))
                    : DeflatingClient.open(node.webSocket().resolve(path));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isDeclinedUnlessTheApplicationWantsIt(Endpoint endpoint) {
        try (ProtocolNode node = ProtocolNode.start(Declining.class);
                DeflatingClient client = endpoint.open(node)) {
            assertThat(client.isAgreed()).isFalse();

            assertEverythingArrives(client);
            assertThat(client.compressedMessages()).isZero();
            assertThat(node.bean(Endpoints.class).offersSeen)
                    .containsExactly(
                            "before permessage-deflate; client_max_window_bits",
                            "after permessage-deflate; client_max_window_bits");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAcceptedIfTheApplicationWantsIt(Endpoint endpoint) {
        try (ProtocolNode node = ProtocolNode.start(Agreeing.class);
                DeflatingClient client = endpoint.open(node)) {
            assertThat(client.isAgreed()).isTrue();

            assertEverythingArrives(client);
            assertThat(client.compressedMessages()).isPositive();
        }
    }

    @Test
    void isUpToTheContainerWhereTheEndpointIsNotOurs() {
        try (ProtocolNode node = ProtocolNode.start(Declining.class);
                DeflatingClient client = DeflatingClient.open(node.webSocket().resolve("/other"))) {
            assertThat(client.isAgreed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUpToTheContainerWithoutTheRelay(Endpoint endpoint) {
        try (ProtocolNode node = ProtocolNode.start(Untouched.class);
                DeflatingClient client = endpoint.open(node)) {
            assertThat(client.isAgreed()).isTrue();

            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost"))
                    .next("CONNECTED");
            assertThat(client.compressedMessages()).isPositive();
        }
    }

    /** Small and large ones, some larger than the containers' buffers, with parts that cannot be compressed. */
    private static void assertEverythingArrives(DeflatingClient client) {
        client.send(frame("CONNECT", "accept-version:1.2", "host:localhost")).next("CONNECTED");
        client.send(frame("SUBSCRIBE", "id:0", "destination:/topic/a"));
        List<String> bodies =
                IntStream.range(0, MESSAGES).mapToObj(CompressionIT::body).toList();

        bodies.forEach(body -> client.send(frameWithBody("SEND", body, "destination:/topic/a")));

        assertThat(Stream.generate(() -> client.next("MESSAGE")).limit(MESSAGES).map(Frame::body))
                .isEqualTo(bodies);
    }

    private static String body(int index) {
        int incompressible = index % 10 == 9 ? 20_000 : 100;
        String random = new Random(index)
                .ints(incompressible, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return index + " ä€ " + "again and ".repeat(index) + random;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    @EnableWebSocket
    abstract static class Endpoints
            implements WebSocketMessageBrokerConfigurer, WebSocketConfigurer, HandshakeInterceptor {
        private static final String OFFERS = "Sec-WebSocket-Extensions";

        final List<String> offersSeen = new CopyOnWriteArrayList<>();

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
            registry.setPreservePublishOrder(true);
        }

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/ws").addInterceptors(this);
            registry.addEndpoint("/sockjs").addInterceptors(this).withSockJS();
        }

        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(new TextWebSocketHandler(), "/other");
        }

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            offersSeen.add("before " + request.getHeaders().getFirst(OFFERS));
            return true;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception exception) {
            offersSeen.add("after " + request.getHeaders().getFirst(OFFERS));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Declining extends Endpoints {
        @Bean
        static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
            return new WebSocketProtocolPostProcessor(() -> true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Agreeing extends Endpoints {
        @Bean
        static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
            return new WebSocketProtocolPostProcessor(() -> true, new SessionLanes(), true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Untouched extends Endpoints {}
}
