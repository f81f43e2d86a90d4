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
import io.chatrelay.websocket.internal.order.SessionOrderedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationEventPublisherAware;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.web.socket.config.annotation.DelegatingWebSocketMessageBrokerConfiguration;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;

/**
 * Puts this package into an application with {@code @EnableWebSocketMessageBroker}: its STOMP endpoints get the
 * {@link RelayStompProtocolHandler} and take frames of any size up to the application's limit, SockJS clients survive
 * bursts, and {@code clientInboundChannel} handles the frames of a session in order. Connections of these endpoints are not
 * compressed unless it is asked for. Only what Spring made is replaced; classes of the application are left alone. Register
 * it with a static {@code @Bean} method.
 */
public final class WebSocketProtocolPostProcessor
        implements InstantiationAwareBeanPostProcessor, ApplicationEventPublisherAware {
    private static final String INBOUND_CHANNEL = "clientInboundChannel";
    private static final String OUTBOUND_CHANNEL = "clientOutboundChannel";

    private final BooleanSupplier active;
    private final SessionLanes lanes;
    private final boolean compression;
    private @Nullable ApplicationEventPublisher publisher;

    /**
     * @param active whether to change anything; asked once, when the STOMP endpoints are set up or the first frame is
     *     handled. May ask the bean factory for the broker then
     */
    public WebSocketProtocolPostProcessor(BooleanSupplier active) {
        this(active, new SessionLanes());
    }

    /**
     * @param active as above
     * @param lanes what the sessions are written by; a broker that is given them leaves out {@code clientOutboundChannel}
     */
    public WebSocketProtocolPostProcessor(BooleanSupplier active, SessionLanes lanes) {
        this(active, lanes, false);
    }

    /**
     * @param active as above
     * @param lanes as above
     * @param compression whether a connection is compressed by {@code permessage-deflate} if its client offers it
     */
    public WebSocketProtocolPostProcessor(BooleanSupplier active, SessionLanes lanes, boolean compression) {
        this.active = new AskedOnce(active);
        this.lanes = lanes;
        this.compression = compression;
    }

    @Override
    public void setApplicationEventPublisher(ApplicationEventPublisher applicationEventPublisher) {
        this.publisher = applicationEventPublisher;
    }

    @Override
    public boolean postProcessAfterInstantiation(Object bean, String beanName) {
        if (bean.getClass() == WebSocketHandlerMapping.class && publisher != null && active.getAsBoolean()) {
            new StompEndpoints(publisher, lanes, compression).adapt((WebSocketHandlerMapping) bean);
        } else if (bean instanceof DelegatingWebSocketMessageBrokerConfiguration configuration) {
            // Before those of the application are added: the first decorator is the innermost.
            configuration.setConfigurers(List.of(new InnermostDecorator()));
        }
        return true;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (beanName.equals(OUTBOUND_CHANNEL) && bean instanceof AbstractSubscribableChannel channel) {
            lanes.watch(channel);
        }
        return beanName.equals(INBOUND_CHANNEL) && bean.getClass() == ExecutorSubscribableChannel.class
                ? ordered((ExecutorSubscribableChannel) bean)
                : bean;
    }

    private ExecutorSubscribableChannel ordered(ExecutorSubscribableChannel channel) {
        if (channel.getExecutor() == null) {
            return channel;
        }
        ExecutorSubscribableChannel ordered =
                new ExecutorSubscribableChannel(new SessionOrderedExecutor(channel.getExecutor(), active));
        ordered.setBeanName(channel.getBeanName());
        ordered.setLogger(channel.getLogger());
        ordered.setInterceptors(new ArrayList<>(channel.getInterceptors()));
        channel.getSubscribers().forEach(ordered::subscribe);
        return ordered;
    }

    private final class InnermostDecorator implements WebSocketMessageBrokerConfigurer {
        @Override
        public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
            registration.addDecoratorFactory(
                    handler -> active.getAsBoolean() ? new ClosingSessionHandler(handler) : handler);
        }
    }

    private static final class AskedOnce implements BooleanSupplier {
        private final BooleanSupplier question;
        private volatile @Nullable Boolean answer;

        AskedOnce(BooleanSupplier question) {
            this.question = question;
        }

        @Override
        public boolean getAsBoolean() {
            Boolean known = answer;
            if (known == null) {
                known = question.getAsBoolean();
                answer = known;
            }
            return known;
        }
    }
}
