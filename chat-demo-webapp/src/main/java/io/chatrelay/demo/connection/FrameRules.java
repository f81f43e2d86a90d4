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
package io.chatrelay.demo.connection;

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.demo.room.RoomDestinations;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ChannelInterceptor;

/**
 * Lets browsers send to the controllers only and read rooms and their own errors only. Without it a client could send
 * straight to a room's destination, past validation and with any author.
 */
final class FrameRules implements ChannelInterceptor {

    private static final String APPLICATION_PREFIX = "/app/";

    private static final String OWN_ERRORS = "/user/queue/errors";

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
        if (type == SimpMessageType.MESSAGE) {
            if (destination == null || !destination.startsWith(APPLICATION_PREFIX)) {
                throw new InvalidValueException("destination of SEND", destination, APPLICATION_PREFIX + "...");
            }
        } else if (type == SimpMessageType.SUBSCRIBE) {
            if (destination == null
                    || !(destination.equals(OWN_ERRORS) || RoomDestinations.isSubscribable(destination))) {
                throw new InvalidValueException(
                        "destination of SUBSCRIBE",
                        destination,
                        RoomDestinations.ANNOUNCEMENTS + ", " + RoomDestinations.ANNOUNCEMENTS + ".{room} or "
                                + OWN_ERRORS);
            }
        }
        return message;
    }
}
