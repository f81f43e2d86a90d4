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
package io.chatrelay.compatibility;

import static org.awaitility.Awaitility.await;

import io.chatrelay.compatibility.client.StompTestClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;

/** Looks at what passes a channel, as an interceptor or as a handler. Called by any number of threads. */
final class FrameProbe implements ChannelInterceptor, MessageHandler {

    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();
    private final AtomicInteger messageCount = new AtomicInteger();
    private final Set<String> receipts = ConcurrentHashMap.newKeySet();

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        handleMessage(message);
        return message;
    }

    @Override
    public void handleMessage(Message<?> message) {
        if (SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) == SimpMessageType.MESSAGE) {
            String session = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
            messages.computeIfAbsent(
                            Objects.requireNonNull(session), key -> Collections.synchronizedList(new ArrayList<>()))
                    .add(new String((byte[]) message.getPayload(), StandardCharsets.UTF_8));
            messageCount.incrementAndGet();
            return;
        }
        String receipt = StompHeaderAccessor.wrap(message).getReceiptId();
        if (receipt != null) {
            receipts.add(receipt);
        }
    }

    /** The bodies of the MESSAGE frames seen so far. */
    Map<String, List<String>> messagesBySession() {
        return messages;
    }

    void awaitMessages(int count) {
        await().atMost(StompTestClient.DEADLINE).until(() -> messageCount.get() >= count);
    }

    void awaitReceipt(String id) {
        await().atMost(StompTestClient.DEADLINE).until(() -> receipts.contains(id));
    }
}
