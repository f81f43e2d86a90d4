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

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.util.MultiValueMap;

/** Hands messages that are decoded already to Spring's protocol handler, which only takes them from its decoder. */
public final class DecodedMessages extends StompDecoder {
    private final ThreadLocal<List<Message<byte[]>>> handedOver = new ThreadLocal<>();

    /** Runs an action in which the next call of {@link #decode} on this thread returns the messages. */
    public void handOver(List<Message<byte[]>> messages, Runnable action) {
        handedOver.set(messages);
        try {
            action.run();
        } finally {
            handedOver.remove();
        }
    }

    @Override
    public List<Message<byte[]>> decode(
            ByteBuffer byteBuffer, @Nullable MultiValueMap<String, String> partialMessageHeaders) {
        List<Message<byte[]>> messages = handedOver.get();
        handedOver.remove();
        return messages == null ? List.of() : messages;
    }
}
