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
package io.chatrelay.compatibility.app;

import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.messaging.access.intercept.AuthorizationChannelInterceptor;
import org.springframework.security.messaging.access.intercept.MessageMatcherDelegatingAuthorizationManager;
import org.springframework.security.messaging.context.SecurityContextChannelInterceptor;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * An application in which only members may subscribe to {@code /topic/members/**}: those who connect with {@code ?user=}.
 * The rule is one of Spring Security with {@code members-only.by=security}, else that of an interceptor of its own.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableWebSocketMessageBroker
class MembersOnlyApplication implements WebSocketMessageBrokerConfigurer {

    private final Environment environment;

    MembersOnlyApplication(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic");
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws").setHandshakeHandler(new MemberHandshakeHandler());
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        if ("security".equals(environment.getProperty("members-only.by"))) {
            registration.interceptors(
                    new SecurityContextChannelInterceptor(),
                    new AuthorizationChannelInterceptor(MessageMatcherDelegatingAuthorizationManager.builder()
                            .simpSubscribeDestMatchers("/topic/members/**")
                            .hasRole("MEMBER")
                            .anyMessage()
                            .permitAll()
                            .build()));
        } else {
            registration.interceptors(new MembersInterceptor());
        }
    }

    private static final class MemberHandshakeHandler extends DefaultHandshakeHandler {

        @Override
        protected @Nullable Principal determineUser(
                ServerHttpRequest request, WebSocketHandler handler, Map<String, Object> attributes) {
            String query = request.getURI().getQuery();
            return query == null
                    ? null
                    : UsernamePasswordAuthenticationToken.authenticated(
                            query, "", AuthorityUtils.createAuthorityList("ROLE_MEMBER"));
        }
    }

    private static final class MembersInterceptor implements ChannelInterceptor {

        @Override
        public Message<?> preSend(Message<?> message, MessageChannel channel) {
            StompHeaderAccessor frame = StompHeaderAccessor.wrap(message);
            String destination = frame.getDestination();
            if (frame.getMessageType() == SimpMessageType.SUBSCRIBE
                    && destination != null
                    && destination.startsWith("/topic/members/")
                    && frame.getUser() == null) {
                throw new MessageDeliveryException(message, "members only");
            }
            return message;
        }
    }
}
