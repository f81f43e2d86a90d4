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
package io.chatrelay.bridge.internal.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;

/** Reads what the broker needs from the headers of a Spring message, without copying them. */
final class FrameHeaders {

    private static final String RECEIPT = "receipt";

    private static final String STOMP_COMMAND = "stompCommand";

    private FrameHeaders() {}

    static @Nullable String receipt(Message<?> message) {
        return first(message, RECEIPT);
    }

    static @Nullable String first(Message<?> message, String nativeHeader) {
        return NativeMessageHeaderAccessor.getFirstNativeHeader(nativeHeader, message.getHeaders());
    }

    static @Nullable String sessionId(Message<?> message) {
        return SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
    }

    static @Nullable String destination(Message<?> message) {
        return SimpMessageHeaderAccessor.getDestination(message.getHeaders());
    }

    /** Whether a client sent this as a frame that only servers may send. */
    static boolean isClientMessage(Message<?> message) {
        return message.getHeaders().get(STOMP_COMMAND) == StompCommand.MESSAGE;
    }

    /** Whether it came as a frame of a client, or is one that server code passes on: its own has no STOMP command. */
    static boolean isFrame(Message<?> message) {
        return message.getHeaders().get(STOMP_COMMAND) != null;
    }
}
