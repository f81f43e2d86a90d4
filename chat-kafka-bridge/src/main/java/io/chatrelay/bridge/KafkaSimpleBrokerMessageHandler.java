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
package io.chatrelay.bridge;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.broker.DefaultSubscriptionRegistry;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PathMatcher;

/**
 * Stands in for an application's configured {@link SimpleBrokerMessageHandler}: the same settings, the same type for
 * those who look it up, and a {@link KafkaStompBroker} behind it. Nothing of the simple broker itself is used.
 *
 * @since 0.1
 */
public final class KafkaSimpleBrokerMessageHandler extends SimpleBrokerMessageHandler {

    private static final Logger logger = LoggerFactory.getLogger(KafkaSimpleBrokerMessageHandler.class);

    private final KafkaStompBroker broker;

    private final InboundFrames inboundFrames;

    private KafkaSimpleBrokerMessageHandler(
            SubscribableChannel clientInboundChannel,
            MessageChannel clientOutboundChannel,
            SubscribableChannel brokerChannel,
            Collection<String> destinationPrefixes,
            KafkaStompBroker broker) {
        super(clientInboundChannel, clientOutboundChannel, brokerChannel, destinationPrefixes);
        this.broker = broker;
        this.inboundFrames = new InboundFrames(this, broker);
    }

    /**
     * Makes the stand-in of a configured handler that has not been started. The handler's event publisher is not known
     * to it and must be set by the caller.
     *
     * @param original the handler to take the settings of
     * @param broker the broker to start and stop with the new handler
     */
    public static KafkaSimpleBrokerMessageHandler replacing(
            SimpleBrokerMessageHandler original, KafkaStompBroker broker) {
        KafkaSimpleBrokerMessageHandler handler = new KafkaSimpleBrokerMessageHandler(
                original.getClientInboundChannel(),
                original.getClientOutboundChannel(),
                original.getBrokerChannel(),
                original.getDestinationPrefixes(),
                broker);
        if (original.getSubscriptionRegistry() instanceof DefaultSubscriptionRegistry registry) {
            // Taking over a registry would set its selector header to the one of the new handler.
            handler.setSelectorHeaderName(registry.getSelectorHeaderName());
        } else {
            logger.atWarn()
                    .addKeyValue(
                            "registry",
                            original.getSubscriptionRegistry().getClass().getName())
                    .log("The application's own SubscriptionRegistry is not used: the broker on Kafka has its own");
        }
        handler.setSubscriptionRegistry(original.getSubscriptionRegistry());
        handler.setTaskScheduler(original.getTaskScheduler());
        handler.setHeartbeatValue(original.getHeartbeatValue());
        handler.setHeaderInitializer(original.getHeaderInitializer());
        handler.setPhase(original.getPhase());
        handler.setAutoStartup(original.isAutoStartup());
        if (original.getClientOutboundChannel() instanceof ExecutorSubscribableChannel) {
            handler.setPreservePublishOrder(true);
        }
        return handler;
    }

    @Override
    public void startInternal() {
        this.inboundFrames.takeOver();
        this.broker.start(new HandlerHost(
                this::checkDestinationPrefix,
                this::getClientOutboundChannelForSession,
                getHeartbeatValue(),
                pathMatcher(),
                cacheLimit(),
                selectorHeaderName(),
                getHeaderInitializer(),
                this::publishAvailability,
                this,
                getApplicationEventPublisher()));
    }

    private PathMatcher pathMatcher() {
        return getSubscriptionRegistry() instanceof DefaultSubscriptionRegistry registry
                ? registry.getPathMatcher()
                : new AntPathMatcher();
    }

    private int cacheLimit() {
        return getSubscriptionRegistry() instanceof DefaultSubscriptionRegistry registry
                ? Math.max(1, registry.getCacheLimit())
                : DefaultSubscriptionRegistry.DEFAULT_CACHE_LIMIT;
    }

    private @Nullable String selectorHeaderName() {
        return getSubscriptionRegistry() instanceof DefaultSubscriptionRegistry registry
                ? registry.getSelectorHeaderName()
                : null;
    }

    private void publishAvailability(boolean available) {
        if (available) {
            publishBrokerAvailableEvent();
        } else {
            publishBrokerUnavailableEvent();
        }
    }

    @Override
    public void stopInternal() {
        this.broker.stop();
        this.inboundFrames.giveBack();
    }

    @Override
    protected void handleMessageInternal(Message<?> message) {
        this.broker.handleServerMessage(message);
    }

    @Override
    public String toString() {
        return "KafkaSimpleBrokerMessageHandler[" + this.broker + "]";
    }
}
