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

import io.chatrelay.bridge.internal.log.TailMark;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.InterceptableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Takes the frames of clients in place of Spring's broker handler, which is subscribed to two channels and is not told
 * which one a message comes from. Server code may pass on a message it got from a client, session and STOMP command
 * included, so the headers do not tell either.
 *
 * <p>As an interceptor it notes that a client is alive when its frame arrives, not when its turn comes: a slow controller
 * must not make its client look silent. And it notes where the tail of the log stands when a SUBSCRIBE arrives, which is where
 * the subscription begins.
 */
final class InboundFrames implements MessageHandler, ChannelInterceptor {

    private final AbstractBrokerMessageHandler handler;

    private final KafkaStompBroker broker;

    InboundFrames(AbstractBrokerMessageHandler handler, KafkaStompBroker broker) {
        this.handler = handler;
        this.broker = broker;
    }

    /** Takes the place of the handler, which has just subscribed itself and is not running yet. */
    void takeOver() {
        SubscribableChannel inbound = this.handler.getClientInboundChannel();
        inbound.unsubscribe(this.handler);
        inbound.subscribe(this);
        // It stays for good: a channel from which an interceptor is taken while it sends gets out of step.
        if (inbound instanceof InterceptableChannel channel
                && !channel.getInterceptors().contains(this)) {
            channel.addInterceptor(0, this);
        }
    }

    void giveBack() {
        this.handler.getClientInboundChannel().unsubscribe(this);
    }

    @Override
    public void handleMessage(Message<?> message) {
        if (this.handler.isRunning()) {
            this.broker.handleFrame(message);
        }
    }

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        String sessionId = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
        if (sessionId != null) {
            this.broker.touch(sessionId);
        }
        return SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) == SimpMessageType.SUBSCRIBE
                ? marked(message)
                : message;
    }

    /** Notes where the subscription begins. An event of this SUBSCRIBE, or another handler's answer to it, comes after that. */
    private Message<?> marked(Message<?> message) {
        TailMark mark = this.broker.mark();
        if (mark == null || message.getHeaders().containsKey(TailMark.HEADER)) {
            return message;
        }
        MessageHeaderAccessor headers = MessageHeaderAccessor.getAccessor(message, MessageHeaderAccessor.class);
        if (headers != null && headers.isMutable()) {
            headers.setHeader(TailMark.HEADER, mark);
            return message;
        }
        MessageHeaderAccessor copy = MessageHeaderAccessor.getMutableAccessor(message);
        copy.setHeader(TailMark.HEADER, mark);
        return MessageBuilder.createMessage(message.getPayload(), copy.getMessageHeaders());
    }
}
