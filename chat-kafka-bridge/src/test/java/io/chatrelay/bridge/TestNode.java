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
package io.chatrelay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.engine.BrokerTiming;
import io.chatrelay.bridge.settings.BridgeSettings;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;

/** One node of an application: Spring's channels with our handler between them, and clients played by the test. */
final class TestNode implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Kafka's clients connect again at once when their Kafka broker is back. */
    static final Map<String, String> QUICK_CLIENTS = Map.of(
            CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "20",
            CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "50",
            CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, "20",
            CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, "50");

    final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();

    final ExecutorSubscribableChannel outbound = new ExecutorSubscribableChannel();

    final ExecutorSubscribableChannel brokerChannel = new ExecutorSubscribableChannel();

    final SimpMessagingTemplate template = new SimpMessagingTemplate(this.brokerChannel);

    final KafkaBrokerMessageHandler handler;

    final KafkaStompBroker broker;

    final Queue<Boolean> availability = new ConcurrentLinkedQueue<>();

    volatile Consumer<SubscriptionLiveEvent> liveSubscriptions = live -> {};

    private final Queue<Message<?>> sent = new ConcurrentLinkedQueue<>();

    TestNode(BridgeSettings settings) {
        this(settings, handler -> {});
    }

    TestNode(BridgeSettings settings, Consumer<KafkaBrokerMessageHandler> customizer) {
        this(new KafkaStompBroker(settings), customizer);
    }

    TestNode(BridgeSettings settings, BrokerTiming timing) {
        this(new KafkaStompBroker(settings, timing), handler -> {});
    }

    TestNode(KafkaStompBroker broker, Consumer<KafkaBrokerMessageHandler> customizer) {
        this.broker = broker;
        this.outbound.subscribe(this.sent::add);
        this.handler = new KafkaBrokerMessageHandler(
                this.inbound, this.outbound, this.brokerChannel, List.of("/topic", "/queue"), broker);
        this.handler.setApplicationEventPublisher(event -> {
            if (event instanceof BrokerAvailabilityEvent change) {
                this.availability.add(change.isBrokerAvailable());
            } else if (event instanceof SubscriptionLiveEvent live) {
                this.liveSubscriptions.accept(live);
            }
        });
        customizer.accept(this.handler);
    }

    TestNode start() {
        this.handler.start();
        return this;
    }

    TestNode startAndAwaitKafka() {
        return start().awaitKafka();
    }

    TestNode awaitKafka() {
        await().atMost(PATIENCE).until(this.handler::isBrokerAvailable);
        return this;
    }

    /** Whether a message of a session of its own is stored; {@code false} if its time is over before. */
    boolean isTaken(String destination, String body) {
        Client sender = connect("sender-" + body);
        sender.send(destination, body, Map.of("receipt", body));
        await().atMost(PATIENCE)
                .until(() -> sender.frames(StompCommand.RECEIPT).size()
                                + sender.frames(StompCommand.ERROR).size()
                        == 1);
        return sender.frames(StompCommand.ERROR).isEmpty();
    }

    /** Stops several at the same time: each waits for what its consumers have under way. */
    static void closeAll(AutoCloseable... nodes) {
        CompletableFuture.allOf(Stream.of(nodes)
                        .map(node -> CompletableFuture.runAsync(
                                () -> assertThatCode(node::close).doesNotThrowAnyException()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Headers of a message that server code sends on behalf of one session. */
    static MessageHeaders sessionHeaders(String sessionId) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
        headers.setSessionId(sessionId);
        headers.setLeaveMutable(true);
        return headers.getMessageHeaders();
    }

    Client connect(String sessionId) {
        return connect(sessionId, null);
    }

    Client connect(String sessionId, @Nullable Principal user) {
        Client client = new Client(sessionId, user);
        client.frame(StompCommand.CONNECT, headers -> {
            headers.setAcceptVersion("1.1,1.2");
            headers.setHeader(SimpMessageHeaderAccessor.HEART_BEAT_HEADER, new long[] {0, 0});
        });
        return client;
    }

    @Override
    public void close() {
        this.handler.stop();
    }

    /** A STOMP client of this node. */
    final class Client {

        final String sessionId;

        private final @Nullable Principal user;

        private Client(String sessionId, @Nullable Principal user) {
            this.sessionId = sessionId;
            this.user = user;
        }

        Client subscribe(String id, String destination) {
            frame(StompCommand.SUBSCRIBE, headers -> {
                headers.setSubscriptionId(id);
                headers.setDestination(destination);
            });
            return this;
        }

        /** Subscribes and waits until the broker says that the subscription is live. */
        Client subscribeLive(String id, String destination) {
            frame(StompCommand.SUBSCRIBE, headers -> {
                headers.setSubscriptionId(id);
                headers.setDestination(destination);
                headers.setReceipt("live-" + id);
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(receipts()).contains("live-" + id));
            return this;
        }

        void send(String destination, String body) {
            send(destination, body, Map.of());
        }

        void send(String destination, String body, Map<String, String> headers) {
            frame(StompCommand.SEND, body.getBytes(StandardCharsets.UTF_8), accessor -> {
                accessor.setDestination(destination);
                headers.forEach(accessor::setNativeHeader);
            });
        }

        void frame(StompCommand command, Consumer<StompHeaderAccessor> headers) {
            frame(command, new byte[0], headers);
        }

        void frame(StompCommand command, byte[] body, Consumer<StompHeaderAccessor> headers) {
            StompHeaderAccessor accessor = StompHeaderAccessor.create(command);
            accessor.setSessionId(this.sessionId);
            if (this.user != null) {
                accessor.setUser(this.user);
            }
            headers.accept(accessor);
            TestNode.this.inbound.send(MessageBuilder.createMessage(body, accessor.getMessageHeaders()));
        }

        /** The frames sent to this client so far. */
        List<StompHeaderAccessor> frames(StompCommand command) {
            List<StompHeaderAccessor> found = new ArrayList<>();
            for (Message<?> message : messages()) {
                StompHeaderAccessor headers = StompHeaderAccessor.wrap(message);
                if (headers.getCommand() == command) {
                    found.add(headers);
                }
            }
            return found;
        }

        List<String> receipts() {
            return frames(StompCommand.RECEIPT).stream()
                    .map(StompHeaderAccessor::getReceiptId)
                    .toList();
        }

        List<String> errors() {
            return frames(StompCommand.ERROR).stream()
                    .map(StompHeaderAccessor::getMessage)
                    .toList();
        }

        /** The bodies of the MESSAGE frames sent to this client so far. */
        List<String> bodies() {
            return messages().stream()
                    .filter(message -> StompHeaderAccessor.wrap(message).getCommand() == StompCommand.MESSAGE)
                    .map(message -> new String((byte[]) message.getPayload(), StandardCharsets.UTF_8))
                    .toList();
        }

        List<SimpMessageType> types() {
            return messages().stream()
                    .map(message -> SimpMessageHeaderAccessor.getMessageType(message.getHeaders()))
                    .toList();
        }

        List<Message<?>> messages() {
            List<Message<?>> found = new ArrayList<>();
            for (Message<?> message : TestNode.this.sent) {
                if (this.sessionId.equals(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()))) {
                    found.add(message);
                }
            }
            return found;
        }

        void awaitBodies(String... expected) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(bodies())
                    .as("bodies; errors so far: %s", errors())
                    .containsExactly(expected));
        }

        void awaitReceipts(String... expected) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(receipts())
                    .as("receipts; errors so far: %s", errors())
                    .contains(expected));
        }
    }
}
