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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.websocket.internal.order.SessionOrderedExecutor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.ImmutableMessageChannelInterceptor;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.AbstractSockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

class WebSocketProtocolPostProcessorTests {
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner();

    private static List<SubProtocolHandler> protocolHandlers(ApplicationContext context) {
        return context.getBean(SubProtocolWebSocketHandler.class).getProtocolHandlers();
    }

    private static <T> T endpoint(ApplicationContext context, String url, Class<T> type) {
        Object endpoint = context.getBean("stompWebSocketHandlerMapping", WebSocketHandlerMapping.class)
                .getHandlerMap()
                .get(url);
        assertThat(endpoint).isInstanceOf(type);
        return type.cast(Objects.requireNonNull(endpoint));
    }

    private static AbstractSockJsService sockJs(ApplicationContext context) {
        return (AbstractSockJsService)
                endpoint(context, "/sockjs/**", SockJsHttpRequestHandler.class).getSockJsService();
    }

    @Test
    void replacesTheProtocolHandlerWithItsSettings() {
        runner.withUserConfiguration(Configured.class).run(context -> {
            assertThat(protocolHandlers(context)).hasSize(1).allSatisfy(handler -> assertThat(handler)
                    .isInstanceOfSatisfying(RelayStompProtocolHandler.class, relay -> {
                        assertThat(relay.getMessageSizeLimit()).isEqualTo(1234);
                        assertThat(relay.isPreserveReceiveOrder()).isTrue();
                        assertThat(relay.getErrorHandler()).isNotNull();
                    }));
        });
    }

    @Test
    void ordersTheInboundChannelAndKeepsItsInterceptors() {
        runner.withUserConfiguration(ProtocolApplication.class).run(context -> {
            ExecutorSubscribableChannel channel =
                    context.getBean("clientInboundChannel", ExecutorSubscribableChannel.class);

            assertThat(channel.getExecutor()).isInstanceOf(SessionOrderedExecutor.class);
            assertThat(channel.getBeanName()).isEqualTo("clientInboundChannel");
            assertThat(channel.getInterceptors()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(channel.getInterceptors().get(channel.getInterceptors().size() - 1))
                    .isInstanceOf(ImmutableMessageChannelInterceptor.class);
            assertThat(channel.getSubscribers()).hasSize(3);
        });
    }

    @Test
    void endpointsTakeMessagesInParts() {
        runner.withUserConfiguration(ProtocolApplication.class).run(context -> {
            WebSocketHttpRequestHandler endpoint = endpoint(context, "/ws", WebSocketHttpRequestHandler.class);
            assertThat(endpoint.getWebSocketHandler().supportsPartialMessages()).isTrue();
        });
    }

    @Test
    void raisesTheSockJsCacheAndKeepsOtherSettings() {
        runner.withUserConfiguration(ProtocolApplication.class)
                .run(context ->
                        assertThat(sockJs(context).getHttpMessageCacheSize()).isEqualTo(8192));
        runner.withUserConfiguration(Configured.class).run(context -> {
            AbstractSockJsService service = sockJs(context);
            assertThat(service.getHttpMessageCacheSize()).isEqualTo(7);
            assertThat(service.getHeartbeatTime()).isEqualTo(1111);
            assertThat(service.getDisconnectDelay()).isEqualTo(2222);
            assertThat(service.getStreamBytesLimit()).isEqualTo(3333);
            assertThat(service.isSessionCookieNeeded()).isFalse();
            assertThat(service.getAllowedOriginPatterns()).containsExactly("https://*.example.org");
        });
    }

    @Test
    void changesNothingWhereItIsNotActive() {
        runner.withUserConfiguration(Inactive.class).run(context -> {
            assertThat(protocolHandlers(context)).hasSize(1).allSatisfy(handler -> assertThat(handler)
                    .hasSameClassAs(new StompSubProtocolHandler()));
            WebSocketHttpRequestHandler endpoint = endpoint(context, "/ws", WebSocketHttpRequestHandler.class);
            assertThat(endpoint.getWebSocketHandler().supportsPartialMessages()).isFalse();
            assertThat(sockJs(context).getHttpMessageCacheSize()).isEqualTo(100);
        });
    }

    @Test
    void leavesProtocolHandlersOfTheApplicationAlone() {
        StompSubProtocolHandler custom = new StompSubProtocolHandler() {};
        SubProtocolWebSocketHandler handler =
                new SubProtocolWebSocketHandler(new ExecutorSubscribableChannel(), new ExecutorSubscribableChannel());
        handler.addProtocolHandler(custom);
        Object stomp = new WebSocketHttpRequestHandler(handler, new DefaultHandshakeHandler());
        Object other =
                new WebSocketHttpRequestHandler(new AbstractWebSocketHandler() {}, new DefaultHandshakeHandler());
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setUrlMap(Map.of("/custom", stomp, "/other", other));

        new StompEndpoints(event -> {}, new SessionLanes(), false).adapt(mapping);

        assertThat(handler.getProtocolHandlers()).containsExactly(custom);
        assertThat(mapping.getUrlMap().get("/custom")).isSameAs(stomp);
        assertThat(mapping.getUrlMap().get("/other")).isSameAs(other);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    static class Configured implements WebSocketMessageBrokerConfigurer {
        @Bean
        static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
            return new WebSocketProtocolPostProcessor(() -> true);
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
        }

        @Override
        public void configureWebSocketTransport(WebSocketTransportRegistration registry) {
            registry.setMessageSizeLimit(1234);
        }

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.setPreserveReceiveOrder(true);
            registry.addEndpoint("/sockjs")
                    .setAllowedOriginPatterns("https://*.example.org")
                    .withSockJS()
                    .setHttpMessageCacheSize(7)
                    .setHeartbeatTime(1111)
                    .setDisconnectDelay(2222)
                    .setStreamBytesLimit(3333)
                    .setSessionCookieNeeded(false);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    static class Inactive implements WebSocketMessageBrokerConfigurer {
        @Bean
        static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
            return new WebSocketProtocolPostProcessor(() -> false);
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
        }

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/ws");
            registry.addEndpoint("/sockjs").withSockJS();
        }
    }
}
