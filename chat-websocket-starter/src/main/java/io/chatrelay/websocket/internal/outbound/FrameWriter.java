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

import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.core.stomp.FrameCommand;
import io.chatrelay.core.stomp.StompFrameEncoder;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SyntheticSubscriptionId;
import io.chatrelay.core.stomp.Utf8;
import io.chatrelay.websocket.internal.lane.Base64Body;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.util.MimeTypeUtils;

/** Turns a frame for a client into bytes that carry all of it over the session's transport. */
final class FrameWriter {
    private FrameWriter() {}

    /**
     * @param textOnly whether the transport, SockJS, has no binary messages
     */
    static EncodedFrame write(StompHeaderAccessor accessor, byte[] body, StompVersion version, boolean textOnly) {
        StompCommand stompCommand = accessor.getCommand();
        if (stompCommand == null) {
            throw new IllegalArgumentException("message has no STOMP command");
        }
        FrameCommand command = FrameCommand.valueOf(stompCommand.name());
        Map<String, List<String>> headers = headersFor(accessor, command, version);
        if (textOnly && !Utf8.isValid(body)) {
            byte[] frame =
                    StompFrameEncoder.encode(version, command, Base64Body.headers(headers), Base64Body.encode(body));
            return new EncodedFrame(frame, true);
        }
        byte[] frame = StompFrameEncoder.encode(version, command, headers, body);
        return new EncodedFrame(frame, textOnly || !isBinary(accessor, body));
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
        if (command == FrameCommand.MESSAGE
                && subscription != null
                && SyntheticSubscriptionId.isHidden(version, subscription)) {
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
