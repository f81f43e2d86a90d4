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

import io.chatrelay.core.stomp.StompProtocolException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/** An application that has set what it can, Spring's own ordering included. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class CustomizedApplication implements WebSocketMessageBrokerConfigurer {
    final SessionRegister sessions = new SessionRegister();

    @Bean
    static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
        return new WebSocketProtocolPostProcessor(() -> true);
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic", "/queue");
        registry.setApplicationDestinationPrefixes("/app");
        registry.setPreservePublishOrder(true);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registry) {
        registry.setMessageSizeLimit(1024);
        registry.addDecoratorFactory(sessions);
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.setErrorHandler(new OwnErrors());
        registry.setPreserveReceiveOrder(true);
        registry.addEndpoint("/ws");
    }

    @Controller
    static class Echo {
        @MessageMapping("/echo")
        @SendToUser("/queue/echo")
        String echo(String text) {
            return text;
        }
    }

    private static final class OwnErrors extends StompSubProtocolErrorHandler {
        @Override
        public @Nullable Message<byte[]> handleClientMessageProcessingError(
                @Nullable Message<byte[]> clientMessage, Throwable ex) {
            if (ex instanceof StompProtocolException broken && broken.rule().contains("UNSUBSCRIBE")) {
                return null;
            }
            return super.handleClientMessageProcessingError(clientMessage, ex);
        }

        @Override
        protected Message<byte[]> handleInternal(
                StompHeaderAccessor error,
                byte[] body,
                @Nullable Throwable cause,
                @Nullable StompHeaderAccessor client) {
            error.setNativeHeader("by", "application");
            return super.handleInternal(error, body, cause, client);
        }
    }
}
