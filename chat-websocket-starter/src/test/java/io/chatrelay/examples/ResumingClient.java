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
package io.chatrelay.examples;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/**
 * Listens to destinations through whichever node can be reached, over any number of connections: misses nothing, hands
 * nothing over twice, and says where messages cannot be had any more.
 */
public final class ResumingClient implements AutoCloseable {

    /** Called by one thread at a time for each subscription. */
    public interface Listener {

        void onMessage(StompHeaders headers, byte[] body);

        /** Messages are missing before the one that comes next. */
        void onGap(String reason);
    }

    private static final Logger logger = LoggerFactory.getLogger(ResumingClient.class);
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final List<String> nodes;
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final WebSocketStompClient client;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private volatile @Nullable Connection connection;
    private int attempts;
    private boolean closed;

    /** @param nodes addresses of the nodes' STOMP endpoints, such as {@code ws://10.0.0.1:8080/ws} */
    public ResumingClient(List<String> nodes) {
        this.nodes = List.copyOf(nodes);
        scheduler.setDaemon(true);
        // The time limits of receipts that came would stay there otherwise, and with them their sessions.
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.initialize();
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(LARGEST_FRAME);
        client = new WebSocketStompClient(new StandardWebSocketClient(container));
        client.setInboundMessageSizeLimit(LARGEST_FRAME);
        client.setTaskScheduler(scheduler);
        // The RECEIPT of a SUBSCRIBE comes when Kafka can be reached, however long that takes.
        client.setReceiptTimeLimit(TimeUnit.DAYS.toMillis(1));
        connect();
    }

    /** @param from where to begin: {@code now}, {@code earliest}, {@code last=50}, a time, or a message-id */
    public void subscribe(String destination, String from, Listener listener) {
        Place place = new Place(destination, from, listener);
        places.add(place);
        Connection present = connection;
        if (present != null) {
            present.begin(place);
        }
    }

    private synchronized void connect() {
        if (!closed) {
            String node = nodes.get(attempts % nodes.size());
            attempts++;
            Connection attempt = new Connection(attempts);
            client.connectAsync(node, attempt);
            scheduler.schedule(attempt::giveUpUnlessConnected, Instant.now().plus(CONNECT_LIMIT));
        }
    }

    /** Tries the next node after a pause, so that not all clients of a node that has died come at once. */
    private synchronized void reconnect() {
        if (!closed) {
            long pauseMillis = ThreadLocalRandom.current().nextLong(100, 1_000);
            scheduler.schedule(this::connect, Instant.now().plusMillis(pauseMillis));
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Connection present = connection;
        if (present != null) {
            present.end();
        }
        scheduler.shutdown();
    }

    /** One connection, from the attempt to its loss. */
    private final class Connection extends StompSessionHandlerAdapter {

        private final int number;
        private final AtomicBoolean lost = new AtomicBoolean();
        private volatile @Nullable StompSession session;

        Connection(int number) {
            this.number = number;
        }

        @Override
        public void afterConnected(StompSession connected, StompHeaders headers) {
            connected.setAutoReceipt(true);
            session = connected;
            if (lost.get()) {
                connected.disconnect();
                return;
            }
            connection = this;
            if (isClosed()) {
                end();
            } else {
                places.forEach(this::begin);
            }
        }

        /** A node that takes the connection and then says nothing must not keep us from the others. */
        void giveUpUnlessConnected() {
            if (session == null && lost.compareAndSet(false, true)) {
                reconnect();
            }
        }

        void begin(Place place) {
            try {
                place.begin(Objects.requireNonNull(session), number);
            } catch (MessageDeliveryException | IllegalStateException gone) {
                logger.debug("The connection is lost, the next one begins the subscription", gone);
            }
        }

        void end() {
            StompSession present = session;
            if (present != null && present.isConnected()) {
                present.disconnect();
            }
        }

        @Override
        public void handleTransportError(StompSession failed, Throwable cause) {
            // Spring may say it twice: that something failed, and that the connection is gone.
            if (lost.compareAndSet(false, true)) {
                logger.debug("Connection lost", cause);
                reconnect();
            }
        }

        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            logger.error("The server refuses a frame: {}", headers.getFirst("message"));
        }

        @Override
        public void handleException(
                StompSession from,
                @Nullable StompCommand command,
                StompHeaders headers,
                byte[] payload,
                Throwable failure) {
            logger.error("A listener failed", failure);
        }
    }

    /** Where one subscription stands in the log, whichever connection it has. */
    private static final class Place {

        private final String destination;
        private final Listener listener;
        private String from;
        private int connection;

        Place(String destination, String from, Listener listener) {
            this.destination = destination;
            this.from = from;
            this.listener = listener;
        }

        synchronized void begin(StompSession session, int number) {
            if (number <= connection) {
                return;
            }
            connection = number;
            StompHeaders headers = new StompHeaders();
            headers.setDestination(destination);
            headers.set("from", from);
            session.subscribe(headers, new StompFrameHandler() {

                        @Override
                        public Type getPayloadType(StompHeaders message) {
                            return byte[].class;
                        }

                        @Override
                        public void handleFrame(StompHeaders message, @Nullable Object body) {
                            received(number, message, body instanceof byte[] bytes ? bytes : new byte[0]);
                        }
                    })
                    .addReceiptTask(receipt -> subscribed(number, receipt));
        }

        /** The RECEIPT, which comes before the first message: until there is one, its position is the place. */
        private synchronized void subscribed(int number, StompHeaders receipt) {
            if (number == connection) {
                moveTo(receipt.getFirst("position"));
                tellGap(receipt);
            }
        }

        private synchronized void received(int number, StompHeaders message, byte[] body) {
            // What a lost connection still has comes again with the next one.
            if (number == connection) {
                moveTo(message.getMessageId());
                tellGap(message);
                listener.onMessage(message, body);
            }
        }

        private void moveTo(@Nullable String position) {
            if (position != null) {
                from = position;
            }
        }

        private void tellGap(StompHeaders headers) {
            String gap = headers.getFirst("gap");
            if (gap != null) {
                listener.onGap(gap);
            }
        }
    }
}
