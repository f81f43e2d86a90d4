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
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.broker.DefaultSubscriptionRegistry;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageHeaderInitializer;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PathMatcher;

/**
 * Puts a {@link KafkaStompBroker} behind Spring's three message channels, for applications that wire their broker
 * themselves. Frames of one session must come one after another: the broker keeps the order in which it is called.
 *
 * @since 0.1
 */
public class KafkaBrokerMessageHandler extends AbstractBrokerMessageHandler {

    private final KafkaStompBroker broker;

    private final InboundFrames inboundFrames;

    private long @Nullable [] heartbeatValue;

    private PathMatcher pathMatcher = new AntPathMatcher();

    private @Nullable String selectorHeaderName;

    private @Nullable MessageHeaderInitializer headerInitializer;

    /**
     * @param clientInboundChannel brings the frames of clients
     * @param clientOutboundChannel takes the frames to clients
     * @param brokerChannel brings what server code sends
     * @param destinationPrefixes beginnings of the destinations that are the broker's; empty: all
     * @param broker the broker to start and stop with this handler
     */
    @SuppressWarnings("this-escape") // the setter only changes the channel, and is meant for configuration time
    public KafkaBrokerMessageHandler(
            SubscribableChannel clientInboundChannel,
            MessageChannel clientOutboundChannel,
            SubscribableChannel brokerChannel,
            Collection<String> destinationPrefixes,
            KafkaStompBroker broker) {
        super(clientInboundChannel, clientOutboundChannel, brokerChannel, destinationPrefixes);
        this.broker = broker;
        this.inboundFrames = new InboundFrames(this, broker);
        if (clientOutboundChannel instanceof ExecutorSubscribableChannel) {
            setPreservePublishOrder(true);
        }
    }

    /**
     * Sets how often the server can send and wants to receive heart-beats, two values in milliseconds; 0 for never.
     * Default: 10000, 10000.
     */
    public void setHeartbeatValue(long @Nullable [] heartbeat) {
        if (heartbeat != null && (heartbeat.length != 2 || heartbeat[0] < 0 || heartbeat[1] < 0)) {
            throw new IllegalArgumentException("heart-beat: expected two values, each at least 0 ms");
        }
        this.heartbeatValue = heartbeat;
    }

    /** Sets what patterns in the destinations of SUBSCRIBE frames look like. Default: Ant style. */
    public void setPathMatcher(PathMatcher pathMatcher) {
        this.pathMatcher = pathMatcher;
    }

    /** Sets the SUBSCRIBE header that holds a selector; {@code null}, the default, for no selectors. */
    public void setSelectorHeaderName(@Nullable String selectorHeaderName) {
        this.selectorHeaderName = selectorHeaderName;
    }

    /** Sets what is applied to the headers of every outbound frame. */
    public void setHeaderInitializer(@Nullable MessageHeaderInitializer headerInitializer) {
        this.headerInitializer = headerInitializer;
    }

    @Override
    protected void startInternal() {
        this.inboundFrames.takeOver();
        this.broker.start(new HandlerHost(
                this::checkDestinationPrefix,
                this::getClientOutboundChannelForSession,
                this.heartbeatValue,
                this.pathMatcher,
                DefaultSubscriptionRegistry.DEFAULT_CACHE_LIMIT,
                this.selectorHeaderName,
                this.headerInitializer,
                this::publishAvailability,
                this,
                getApplicationEventPublisher()));
    }

    private void publishAvailability(boolean available) {
        if (available) {
            publishBrokerAvailableEvent();
        } else {
            publishBrokerUnavailableEvent();
        }
    }

    @Override
    protected void stopInternal() {
        this.broker.stop();
        this.inboundFrames.giveBack();
    }

    @Override
    protected void handleMessageInternal(Message<?> message) {
        this.broker.handleServerMessage(message);
    }

    @Override
    public String toString() {
        return "KafkaBrokerMessageHandler[" + this.broker + "]";
    }
}
