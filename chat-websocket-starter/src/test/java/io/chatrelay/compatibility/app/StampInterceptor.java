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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

/** Adds a header to every MESSAGE on its way out, and turns the body {@code shout} into upper case. */
final class StampInterceptor implements ChannelInterceptor {

    private static final byte[] QUIET = "shout".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LOUD = "SHOUT".getBytes(StandardCharsets.UTF_8);

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        SimpMessageHeaderAccessor headers = MessageHeaderAccessor.getAccessor(message, SimpMessageHeaderAccessor.class);
        if (headers == null || headers.getMessageType() != SimpMessageType.MESSAGE) {
            return message;
        }
        headers.setNativeHeader("stamped-for", headers.getSubscriptionId());
        boolean shout = message.getPayload() instanceof byte[] body && Arrays.equals(body, QUIET);
        return shout ? MessageBuilder.createMessage(LOUD, headers.getMessageHeaders()) : message;
    }
}
