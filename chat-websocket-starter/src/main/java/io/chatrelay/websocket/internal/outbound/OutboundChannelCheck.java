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
package io.chatrelay.websocket.internal.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** Tells whether the application has put something into the outbound channel that wants to see every message. */
public final class OutboundChannelCheck {
    private static final String SPRINGS_OWN = "org.springframework.messaging.";

    private final AbstractSubscribableChannel channel;

    public OutboundChannelCheck(AbstractSubscribableChannel channel) {
        this.channel = channel;
    }

    /** Returns the class of an interceptor or of a handler that the application has there, or null if there is none. */
    public @Nullable String foreigner() {
        // As an array: Spring's list is not made for those who look while somebody adds to it.
        for (ChannelInterceptor interceptor : channel.getInterceptors().toArray(new ChannelInterceptor[0])) {
            if (interceptor != null && !interceptor.getClass().getName().startsWith(SPRINGS_OWN)) {
                return interceptor.getClass().getName();
            }
        }
        for (MessageHandler handler : channel.getSubscribers()) {
            if (handler.getClass() != SubProtocolWebSocketHandler.class) {
                return handler.getClass().getName();
            }
        }
        return null;
    }
}
