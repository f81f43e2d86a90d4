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
package io.chatrelay.websocket.internal.inbound;

import java.util.List;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.AbstractMessageChannel;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.InterceptableChannel;

/**
 * Stands before the inbound channel: keeps out what comes after the end of a session, and turns an interceptor's
 * exception into the answer to the client without an ERROR in the log for each.
 */
public final class InboundGate extends AbstractMessageChannel {
    /** Learns what became of a message. */
    public interface Outcome {
        boolean isWelcome(Message<?> message);

        void onFailure(Message<?> message, MessagingException failure);

        void onUnsent(Message<?> message);
    }

    private final MessageChannel channel;
    private final Outcome outcome;

    public InboundGate(MessageChannel channel, Outcome outcome) {
        this.channel = channel;
        this.outcome = outcome;
    }

    public boolean leadsTo(MessageChannel other) {
        return channel == other;
    }

    /** Returns the interceptors behind the gate: Spring looks among them for the one that makes messages immutable. */
    @Override
    public List<ChannelInterceptor> getInterceptors() {
        return channel instanceof InterceptableChannel interceptable ? interceptable.getInterceptors() : List.of();
    }

    @Override
    protected boolean sendInternal(Message<?> message, long timeout) {
        if (!outcome.isWelcome(message)) {
            return false;
        }
        boolean sent = false;
        try {
            sent = channel.send(message, timeout);
        } catch (MessagingException failure) {
            outcome.onFailure(message, failure);
        }
        if (!sent) {
            outcome.onUnsent(message);
        }
        return sent;
    }
}
