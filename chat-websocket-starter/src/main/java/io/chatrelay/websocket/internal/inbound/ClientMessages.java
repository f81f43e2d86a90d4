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

import io.chatrelay.core.stomp.FrameCommand;
import io.chatrelay.core.stomp.StompFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderInitializer;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** Makes Spring messages of client frames, as Spring's decoder does, without the headers a client may not set. */
public final class ClientMessages {
    private static final byte[] HEART_BEAT = {'\n'};

    /** Spring rewrites the destination of a MESSAGE to this header's value: a client could name any. */
    private static final String ORIGINAL_DESTINATION = SimpMessageHeaderAccessor.ORIGINAL_DESTINATION;

    private static final Set<String> SERVER_HEADERS = Set.of(
            StompHeaderAccessor.STOMP_MESSAGE_ID_HEADER,
            StompHeaderAccessor.STOMP_SUBSCRIPTION_HEADER,
            StompHeaderAccessor.STOMP_ACK_HEADER);

    private ClientMessages() {}

    public static Message<byte[]> of(StompFrame frame, @Nullable MessageHeaderInitializer initializer) {
        Map<String, List<String>> headers = headersOf(frame);
        List<String> noMimeType = isMimeType(first(headers, StompHeaderAccessor.STOMP_CONTENT_TYPE_HEADER))
                ? null
                : headers.remove(StompHeaderAccessor.STOMP_CONTENT_TYPE_HEADER);
        StompHeaderAccessor accessor =
                StompHeaderAccessor.create(StompCommand.valueOf(frame.command().name()), headers);
        if (noMimeType != null) {
            noMimeType.forEach(value -> accessor.addNativeHeader(StompHeaderAccessor.STOMP_CONTENT_TYPE_HEADER, value));
        }
        removeIfNoHeartBeat(accessor);
        return message(accessor, frame.body(), initializer);
    }

    public static Message<byte[]> heartBeat(@Nullable MessageHeaderInitializer initializer) {
        return message(StompHeaderAccessor.createForHeartbeat(), HEART_BEAT, initializer);
    }

    private static Message<byte[]> message(
            StompHeaderAccessor accessor, byte[] body, @Nullable MessageHeaderInitializer initializer) {
        if (initializer != null) {
            initializer.initHeaders(accessor);
        }
        accessor.setLeaveMutable(true);
        return MessageBuilder.createMessage(body, accessor.getMessageHeaders());
    }

    private static Map<String, List<String>> headersOf(StompFrame frame) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        frame.headers().forEach((name, value) -> {
            if (!isReserved(frame.command(), name)) {
                headers.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
            }
        });
        return headers;
    }

    private static boolean isReserved(FrameCommand command, String header) {
        return header.equals(ORIGINAL_DESTINATION) || command == FrameCommand.SEND && SERVER_HEADERS.contains(header);
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    private static boolean isMimeType(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        try {
            MimeTypeUtils.parseMimeType(contentType);
            return true;
        } catch (InvalidMimeTypeException ex) {
            return false;
        }
    }

    /** Spring parses the header on every frame, though it means something on CONNECT of STOMP 1.1 and later only. */
    private static void removeIfNoHeartBeat(StompHeaderAccessor accessor) {
        if (accessor.containsNativeHeader(StompHeaderAccessor.STOMP_HEARTBEAT_HEADER)) {
            try {
                accessor.getHeartbeat();
            } catch (NumberFormatException ex) {
                accessor.removeNativeHeader(StompHeaderAccessor.STOMP_HEARTBEAT_HEADER);
            }
        }
    }
}
