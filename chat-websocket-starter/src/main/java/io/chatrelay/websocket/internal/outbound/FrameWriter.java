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

import io.chatrelay.core.stomp.FrameCommand;
import io.chatrelay.core.stomp.StompFrameEncoder;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SyntheticSubscriptionId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;

/** Turns a frame for a client into a WebSocket message that carries every byte of it. */
final class FrameWriter {
    private static final String TRANSFER_ENCODING = "content-transfer-encoding";
    private static final List<String> BASE64 = List.of("base64");

    private FrameWriter() {}

    /**
     * @param textOnly whether the transport, SockJS, has no binary messages
     */
    static WebSocketMessage<?> write(
            StompHeaderAccessor accessor, byte[] body, StompVersion version, boolean textOnly) {
        StompCommand stompCommand = accessor.getCommand();
        if (stompCommand == null) {
            throw new IllegalArgumentException("message has no STOMP command");
        }
        FrameCommand command = FrameCommand.valueOf(stompCommand.name());
        Map<String, List<String>> headers = headersFor(accessor, command, version);
        if (!textOnly) {
            byte[] frame = StompFrameEncoder.encode(version, command, headers, body);
            return isBinary(accessor, body) ? new BinaryMessage(frame) : new TextMessage(frame);
        }
        if (Utf8.isValid(body)) {
            return new TextMessage(StompFrameEncoder.encode(version, command, headers, body));
        }
        Map<String, List<String>> encodedHeaders = new LinkedHashMap<>(headers);
        encodedHeaders.put(TRANSFER_ENCODING, BASE64);
        byte[] encoded = Base64.getEncoder().encode(body);
        return new TextMessage(StompFrameEncoder.encode(version, command, encodedHeaders, encoded));
    }

    private static boolean isBinary(StompHeaderAccessor accessor, byte[] body) {
        return body.length > 0
                && (MimeTypeUtils.APPLICATION_OCTET_STREAM.isCompatibleWith(accessor.getContentType())
                        || !Utf8.isValid(body));
    }

    private static Map<String, List<String>> headersFor(
            StompHeaderAccessor accessor, FrameCommand command, StompVersion version) {
        Map<String, List<String>> headers = nativeHeaders(accessor);
        if (headers == null) {
            return Map.of();
        }
        String subscription = accessor.getFirstNativeHeader(StompHeaderAccessor.STOMP_SUBSCRIPTION_HEADER);
        if (version == StompVersion.V1_0
                && command == FrameCommand.MESSAGE
                && subscription != null
                && SyntheticSubscriptionId.isSynthetic(subscription)) {
            Map<String, List<String>> without = new LinkedHashMap<>(headers);
            without.remove(StompHeaderAccessor.STOMP_SUBSCRIPTION_HEADER);
            return without;
        }
        return headers;
    }

    @SuppressWarnings("unchecked") // the type of this header is fixed by NativeMessageHeaderAccessor
    private static @Nullable Map<String, List<String>> nativeHeaders(StompHeaderAccessor accessor) {
        return (Map<String, List<String>>) accessor.getHeader(NativeMessageHeaderAccessor.NATIVE_HEADERS);
    }
}
