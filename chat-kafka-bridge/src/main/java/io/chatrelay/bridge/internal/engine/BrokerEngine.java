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

import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.internal.record.RecordCodec;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.Heartbeat;
import io.chatrelay.bridge.internal.session.InvalidSelectorException;
import io.chatrelay.bridge.internal.session.Selector;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.core.stomp.StompVersion;
import java.security.Principal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;

/**
 * What each frame does. Frames of one session come one after another, those of different sessions at the same time;
 * records of the log come on the tail reader's thread. Nothing here waits for Kafka or for a client.
 */
final class BrokerEngine {

    private static final Logger logger = LoggerFactory.getLogger(BrokerEngine.class);

    private static final long[] NO_HEARTBEAT = {0, 0};

    private final BrokerHost host;

    private final Publisher publisher;

    private final ServerFrames frames;

    private final LongSupplier clock;

    private final SessionTable sessions = new SessionTable();

    private final Subscriptions subscriptions;

    private final Dispatcher dispatcher;

    private final @Nullable UserDestinations users;

    private final AtomicLong lastFailureReport = new AtomicLong(System.nanoTime() - TimeUnit.HOURS.toNanos(1));

    /** SUBSCRIBEs that are confirmed as soon as the log is being read. Guarded by itself. */
    private final Deque<Runnable> waitingForLog = new ArrayDeque<>();

    private volatile boolean readingLog;

    private volatile long topicFingerprint;

    /**
     * @param clock epoch milliseconds
     */
    BrokerEngine(BrokerHost host, Publisher publisher, @Nullable UserDestinations users, LongSupplier clock) {
        this.host = host;
        this.publisher = publisher;
        this.users = users;
        this.clock = clock;
        this.frames = new ServerFrames(host.headerInitializer());
        this.subscriptions = new Subscriptions(host.pathMatcher());
        this.dispatcher = new Dispatcher(this.sessions, this.subscriptions, this.frames, users, clock);
    }

    SessionTable sessions() {
        return this.sessions;
    }

    ServerFrames frames() {
        return this.frames;
    }

    // From the log, on the tail reader's thread

    /** Every partition is read from a known place on: subscriptions made so far are live. */
    void logPositioned(long fingerprint) {
        this.topicFingerprint = fingerprint;
        synchronized (this.waitingForLog) {
            this.readingLog = true;
            this.waitingForLog.forEach(Runnable::run);
            this.waitingForLog.clear();
        }
    }

    boolean isReadingLog() {
        return this.readingLog;
    }

    void dispatch(ConsumerRecord<byte[], byte[]> logged) {
        this.dispatcher.dispatch(logged, this.topicFingerprint);
    }

    // From Spring's channels

    void handle(Message<?> message) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        if (type == null) {
            return;
        }
        switch (type) {
            case CONNECT -> connect(message);
            case DISCONNECT -> disconnect(message);
            case SUBSCRIBE -> subscribe(message);
            case UNSUBSCRIBE -> unsubscribe(message);
            case MESSAGE -> send(message);
            case OTHER -> refuseUnsupported(message);
            case HEARTBEAT, CONNECT_ACK, DISCONNECT_ACK -> logger.trace("Nothing to do for {}", type);
        }
    }

    /** Something came from the client of a session, whatever it is and whoever will handle it. */
    void touch(String sessionId) {
        ClientSession session = this.sessions.find(sessionId);
        if (session != null) {
            session.touch(this.clock.getAsLong());
        }
    }

    private void connect(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        if (sessionId == null) {
            return;
        }
        Principal user = SimpMessageHeaderAccessor.getUser(message.getHeaders());
        StompVersion version = StompVersion.negotiate(FrameHeaders.first(message, "accept-version"));
        if (version == null) {
            this.host
                    .outputFor(sessionId)
                    .send(this.frames.error(
                            sessionId, user, "accept-version: none in common (supported: 1.0,1.1,1.2)", null));
            return;
        }
        long[] wanted = SimpMessageHeaderAccessor.getHeartbeat(message.getHeaders());
        long[] offered = this.host.heartbeat();
        long now = this.clock.getAsLong();
        ClientSession session = new ClientSession(
                sessionId,
                user,
                Heartbeat.negotiate(wanted == null ? NO_HEARTBEAT : wanted, offered),
                this.host.outputFor(sessionId),
                now);
        if (this.sessions.add(session)) {
            session.send(this.frames.connected(session, version.text(), offered), now);
        }
    }

    private void disconnect(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        if (sessionId == null) {
            return;
        }
        ClientSession session = end(sessionId);
        if (session != null) {
            session.afterSends(() -> session.send(this.frames.disconnected(session, message), this.clock.getAsLong()));
        }
    }

    /** Ends a session, once; {@code null} if there is none or somebody else has just done so. */
    private @Nullable ClientSession end(String sessionId) {
        ClientSession session = this.sessions.remove(sessionId, this.clock.getAsLong());
        if (session != null) {
            this.subscriptions.removeAll(session);
        }
        return session;
    }

    private void subscribe(Message<?> message) {
        String destination = FrameHeaders.destination(message);
        if (destination != null && !this.host.accepts(destination)) {
            return;
        }
        ClientSession session = sessionOf(message);
        if (session != null) {
            if (destination == null || destination.isBlank()) {
                reject(session, "SUBSCRIBE: the destination header is missing", FrameHeaders.receipt(message));
                return;
            }
            subscribe(session, message, destination, destination);
        }
    }

    /** Subscribes a session to a user destination, translated for it. */
    void subscribePersonal(Message<?> message, String translatedDestination, String requestedDestination) {
        ClientSession session = sessionOf(message);
        if (session != null) {
            subscribe(session, message, translatedDestination, requestedDestination);
        }
    }

    private void subscribe(ClientSession session, Message<?> message, String destination, String requested) {
        String receipt = FrameHeaders.receipt(message);
        String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        if (id == null) {
            reject(session, "SUBSCRIBE: the id header is missing", receipt);
            return;
        }
        Subscription subscription;
        try {
            subscription = new Subscription(session, id, destination, requested, selectorOf(message));
        } catch (InvalidSelectorException invalid) {
            reject(session, String.valueOf(invalid.getMessage()), receipt);
            return;
        }
        Subscription earlier = session.subscriptions().putIfAbsent(id, subscription);
        if (earlier == null) {
            enter(subscription);
            subscription.becomeLive(() -> confirm(session, receipt));
        } else if (earlier.requestedDestination().equals(requested)) {
            confirm(session, receipt);
        } else {
            reject(
                    session,
                    "id: " + id + " is the subscription to " + earlier.requestedDestination()
                            + " (expected: an id of its own for each subscription of a session)",
                    receipt);
        }
    }

    private void enter(Subscription subscription) {
        if (subscription.destination().equals(subscription.requestedDestination())) {
            this.subscriptions.add(subscription);
        } else {
            this.subscriptions.addPersonal(subscription);
        }
    }

    private @Nullable Selector selectorOf(Message<?> message) {
        String headerName = this.host.selectorHeaderName();
        String text = headerName == null ? null : FrameHeaders.first(message, headerName);
        return text == null ? null : Selector.parse(text);
    }

    /** Sends the RECEIPT of a SUBSCRIBE when the log is being read, and so the subscription is live. */
    private void confirm(ClientSession session, @Nullable String receipt) {
        if (receipt == null) {
            return;
        }
        if (!this.readingLog) {
            synchronized (this.waitingForLog) {
                if (!this.readingLog) {
                    this.waitingForLog.add(() -> sendReceipt(session, receipt, null));
                    return;
                }
            }
        }
        sendReceipt(session, receipt, null);
    }

    private void unsubscribe(Message<?> message) {
        String destination = FrameHeaders.destination(message);
        String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        if (destination != null && !this.host.accepts(destination) && !isPersonal(destination)) {
            return;
        }
        ClientSession session = sessionOf(message);
        if (session == null) {
            return;
        }
        String receipt = FrameHeaders.receipt(message);
        if (id == null) {
            reject(session, "UNSUBSCRIBE: the id header is missing", receipt);
            return;
        }
        Subscription subscription = session.subscriptions().remove(id);
        if (subscription != null) {
            this.subscriptions.remove(subscription);
        }
        if (receipt != null) {
            sendReceipt(session, receipt, null);
        }
    }

    private boolean isPersonal(String destination) {
        return this.users != null && this.users.matches(destination);
    }

    private void send(Message<?> message) {
        String destination = FrameHeaders.destination(message);
        if (destination == null ? FrameHeaders.sessionId(message) == null : !this.host.accepts(destination)) {
            return;
        }
        publish(message, destination);
    }

    /** Writes a message to the log: of a client, which is answered, or of server code, which is not made to wait. */
    void publish(Message<?> message, @Nullable String destination) {
        if (FrameHeaders.isClientMessage(message) || FrameHeaders.isClientSend(message)) {
            publishForClient(message, destination);
        } else if (destination != null) {
            ServerSendOutcome outcome = new ServerSendOutcome(message, destination, this.lastFailureReport);
            this.publisher.publish(RecordCodec.fromSpring(message, destination), outcome);
            outcome.throwIfRefused();
        }
    }

    private void publishForClient(Message<?> message, @Nullable String destination) {
        ClientSession session = sessionOf(message);
        if (session == null) {
            return;
        }
        String receipt = FrameHeaders.receipt(message);
        if (FrameHeaders.isClientMessage(message)) {
            reject(session, "MESSAGE: only a server sends it, a client uses SEND", receipt);
        } else if (destination == null || destination.isBlank()) {
            reject(session, "SEND: the destination header is missing", receipt);
        } else {
            session.sendStarted();
            this.publisher.publish(
                    RecordCodec.fromSpring(message, destination),
                    new SendOutcome(this, session, receipt, () -> this.topicFingerprint));
        }
    }

    /** Delivers a reply to one session of this node; it is not kept. */
    void deliverLocally(Set<String> translatedDestinations, Message<?> message, String destination) {
        this.dispatcher.deliverLocally(translatedDestinations, RecordCodec.fromSpring(message, destination));
    }

    private void refuseUnsupported(Message<?> message) {
        String receipt = FrameHeaders.receipt(message);
        ClientSession session = receipt == null ? null : sessionOf(message);
        if (session != null) {
            reject(session, "ACK, NACK and transactions are not supported", receipt);
        }
    }

    /** The session of a client's frame. A frame of a session that this broker does not know is refused. */
    private @Nullable ClientSession sessionOf(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        if (sessionId == null) {
            return null;
        }
        ClientSession session = this.sessions.find(sessionId);
        if (session == null && !this.sessions.hasEnded(sessionId)) {
            Principal user = SimpMessageHeaderAccessor.getUser(message.getHeaders());
            this.host
                    .outputFor(sessionId)
                    .send(this.frames.error(
                            sessionId,
                            user,
                            "The broker does not know this session, connect again",
                            FrameHeaders.receipt(message)));
        }
        return session;
    }

    void sendReceipt(ClientSession session, String receipt, @Nullable String position) {
        session.send(this.frames.receipt(session, receipt, position), this.clock.getAsLong());
    }

    /** Answers a frame with an ERROR, which ends the session (STOMP 1.2, "ERROR"). */
    void reject(ClientSession session, String rule, @Nullable String receipt) {
        end(session.id());
        session.send(this.frames.error(session.id(), session.user(), rule, receipt), this.clock.getAsLong());
    }

    /** Refuses a message of a client, or throws if server code sent it. */
    void reject(Message<?> message, String rule) {
        if (FrameHeaders.sessionId(message) == null) {
            throw new MessageDeliveryException(message, rule);
        }
        ClientSession session = sessionOf(message);
        if (session != null) {
            reject(session, rule, FrameHeaders.receipt(message));
        }
    }
}
