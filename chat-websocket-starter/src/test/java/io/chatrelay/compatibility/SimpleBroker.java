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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.ExecutorChannelInterceptor;

/** Spring's own broker. It answers no receipts, so what it has handled is seen from behind its inbound channel. */
final class SimpleBroker implements Broker, AutoCloseable {

    private static final int HANDLERS = 3;

    /** The header of CONNECT that names a connection. */
    private static final String CONNECTION = "connection";

    /** Its complaints about what these tests provoke are not what is tested. */
    private final TestNode node = TestNode.startGuide(Map.of(
            "chat.relay.enabled",
            "false",
            "logging.level.org.springframework.messaging",
            "OFF",
            "logging.level.org.springframework.web",
            "OFF"));

    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    private final Set<String> connected = ConcurrentHashMap.newKeySet();

    SimpleBroker() {
        AbstractSubscribableChannel inbound = node.bean("clientInboundChannel", AbstractSubscribableChannel.class);
        assertThat(inbound.getSubscribers()).hasSize(HANDLERS);
        inbound.addInterceptor(new HandledReceipts());
        node.bean("clientOutboundChannel", AbstractSubscribableChannel.class).addInterceptor(new WrittenConnected());
    }

    @Override
    public TestNode node() {
        return node;
    }

    /**
     * Spring's handler loses an ERROR that comes while another thread is still finishing the CONNECTED frame, and nothing
     * tells a client when that is over.
     */
    @Override
    public StompTestClient connect() {
        String name = UUID.randomUUID().toString();
        StompTestClient client = open().connect(CONNECTION + ":" + name);
        Awaitility.await().atMost(StompTestClient.DEADLINE).until(() -> connected.remove(name));
        return client;
    }

    @Override
    public List<Frame> framesUntilHandled(StompTestClient client, String receipt) {
        Awaitility.await().atMost(StompTestClient.DEADLINE).until(() -> count(receipt) == HANDLERS);
        handled.removeIf(receipt::equals);
        return List.of();
    }

    @Override
    public void close() {
        node.close();
    }

    private long count(String receipt) {
        return handled.stream().filter(receipt::equals).count();
    }

    private final class HandledReceipts implements ExecutorChannelInterceptor {

        @Override
        public void afterMessageHandled(
                Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
            StompHeaderAccessor accessor = StompHeaderAccessor.wrap(message);
            if (accessor.getReceipt() != null) {
                handled.add(accessor.getReceipt());
            }
        }
    }

    private final class WrittenConnected implements ExecutorChannelInterceptor {

        @Override
        public void afterMessageHandled(
                Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
            if (message.getHeaders().get(SimpMessageHeaderAccessor.CONNECT_MESSAGE_HEADER)
                    instanceof Message<?> connect) {
                String name = StompHeaderAccessor.wrap(connect).getFirstNativeHeader(CONNECTION);
                if (name != null) {
                    connected.add(name);
                }
            }
        }
    }
}
