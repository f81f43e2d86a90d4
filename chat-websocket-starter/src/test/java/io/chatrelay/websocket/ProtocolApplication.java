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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.messaging.AbstractSubProtocolEvent;

/** As in Spring's guide, with an interceptor that refuses some frames. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class ProtocolApplication implements WebSocketMessageBrokerConfigurer {
    static final String DENIED = "/topic/denied";
    static final String OUTAGE = "/topic/outage";
    static final String DEFECT = "/topic/defect";

    final List<String> events = new CopyOnWriteArrayList<>();

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
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws");
        registry.addEndpoint("/sockjs").withSockJS();
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.interceptors(new Doorman());
    }

    @EventListener
    void record(AbstractSubProtocolEvent event) {
        events.add(event.getClass().getSimpleName());
    }

    private static final class Doorman implements ChannelInterceptor {
        @Override
        public Message<?> preSend(Message<?> message, MessageChannel channel) {
            StompHeaderAccessor accessor = StompHeaderAccessor.wrap(message);
            if ("eve".equals(accessor.getLogin())) {
                throw new MessagingException("Eve may not come in");
            }
            if (DENIED.equals(accessor.getDestination())) {
                throw new MessagingException("Destination is closed");
            }
            if (OUTAGE.equals(accessor.getDestination())) {
                throw new IllegalStateException("I/O error on GET for https://keycloak.internal:8080");
            }
            if (DEFECT.equals(accessor.getDestination())) {
                throw new NullPointerException("Cannot invoke \"io.chatrelay.Inside.open()\"");
            }
            return message;
        }
    }
}
