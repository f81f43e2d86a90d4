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

import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.consume.TailTiming;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.internal.record.RecordCodec;
import io.chatrelay.bridge.internal.replay.Replays;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.bridge.settings.BridgeSettings;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
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

    private final BrokerHost host;

    private final @Nullable UserDestinations users;

    private final SessionTable sessions = new SessionTable();

    private final NodeLog log;

    private final Replays replays;

    private final ServerFrames frames;

    private final Dispatcher dispatcher;

    private final SessionFrames sessionFrames;

    private final SubscriptionFrames subscriptionFrames;

    private final SendFrames sendFrames;

    private final LogEvents logEvents;

    private final Announcements announcements = new Announcements();

    /**
     * @param timing how soon the reader of the tail notices what happens to the topic
     * @param history makes consumers that read stretches of the log
     * @param clock milliseconds of a clock that never jumps
     */
    BrokerEngine(
            BrokerHost host,
            SessionWriters writers,
            Publisher publisher,
            BridgeSettings settings,
            TailTiming timing,
            Function<HistoryRead, Consumer<byte[], byte[]>> history,
            @Nullable UserDestinations users,
            LongSupplier clock) {
        this.host = host;
        this.users = users;
        this.frames = new ServerFrames(host.headerInitializer());
        this.log = new NodeLog(settings.history(), timing.topicNoticed());
        Subscriptions subscriptions = new Subscriptions(host.pathMatcher(), host.cacheLimit());
        MessageDelivery delivery = new MessageDelivery(this.sessions, subscriptions, this.frames, users, clock);
        this.replays = new Replays(this.log, delivery, history, settings, writers.slowClient(), System::nanoTime);
        this.dispatcher =
                new Dispatcher(this.sessions, subscriptions, delivery, this.log, this.replays, writers, users, clock);
        this.sessionFrames =
                new SessionFrames(host, writers, this.sessions, subscriptions, this.log, this.frames, clock);
        this.subscriptionFrames = new SubscriptionFrames(
                host,
                this.announcements,
                this.sessionFrames,
                subscriptions,
                this.log,
                this.replays,
                users,
                settings.history().maxMessages());
        this.sendFrames = new SendFrames(
                this.sessionFrames, publisher, this.log, settings.publish().maxHeaders());
        this.logEvents = new LogEvents(this.log, this.replays, this.sessions, this.dispatcher, publisher);
    }

    SessionTable sessions() {
        return this.sessions;
    }

    ServerFrames frames() {
        return this.frames;
    }

    NodeLog log() {
        return this.log;
    }

    /** Ends the threads of the engine. */
    void stop() {
        this.replays.stop();
        this.announcements.stop();
    }

    Replays replays() {
        return this.replays;
    }

    /** Takes what happens at the tail of the log, on the tail reader's thread. */
    LogEvents logEvents() {
        return this.logEvents;
    }

    /** Does what a frame of a client says, if it concerns the broker. */
    void handleFrame(Message<?> message) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        if (type == null) {
            return;
        }
        String destination = FrameHeaders.destination(message);
        switch (type) {
            case CONNECT -> this.sessionFrames.connect(message);
            case DISCONNECT -> this.sessionFrames.disconnect(message);
            case SUBSCRIBE -> {
                if (destination == null || isOurs(destination)) {
                    this.subscriptionFrames.subscribe(message, destination, destination);
                }
            }
            case UNSUBSCRIBE -> {
                if (destination == null || isOurs(destination) || isPersonal(destination)) {
                    this.subscriptionFrames.unsubscribe(message);
                }
            }
            case MESSAGE -> {
                if (destination == null || isOurs(destination)) {
                    ClientSession session = this.sessionFrames.sessionOf(message);
                    if (session != null) {
                        this.sendFrames.publishForClient(session, message, destination, null);
                    }
                }
            }
            case OTHER -> refuseUnsupported(message);
            case HEARTBEAT, CONNECT_ACK, DISCONNECT_ACK -> logger.trace("Nothing to do for {}", type);
        }
    }

    /**
     * Does what server code says. It may pass on a message that it got from a client, so nothing in the headers tells who
     * sent it.
     */
    void handleServerMessage(Message<?> message) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        String destination = FrameHeaders.destination(message);
        if (type == SimpMessageType.MESSAGE) {
            if (destination != null && isOurs(destination)) {
                this.sendFrames.publishForServer(message, destination, null);
            }
        } else if (type == SimpMessageType.SUBSCRIBE || type == SimpMessageType.UNSUBSCRIBE) {
            handleFrame(message);
        }
    }

    private boolean isOurs(String destination) {
        return this.host.accepts(destination) && !isPersonal(destination);
    }

    private boolean isPersonal(String destination) {
        return this.users != null && this.users.matches(destination);
    }

    /** Something came from the client of a session, whatever it is and whoever will handle it. */
    void touch(String sessionId) {
        this.sessionFrames.touch(sessionId);
    }

    /** Subscribes a session to a user destination, translated for it. */
    void subscribePersonal(Message<?> message, String translatedDestination, String requestedDestination) {
        this.subscriptionFrames.subscribe(message, translatedDestination, requestedDestination);
    }

    /**
     * Writes a message to a user to the log.
     *
     * @param targetSession the session that the destination names in place of a user, or {@code null}
     */
    void publishToUser(Message<?> message, String destination, @Nullable String targetSession) {
        ClientSession session = clientOf(message);
        if (session != null) {
            this.sendFrames.publishForClient(session, message, destination, targetSession);
        } else {
            this.sendFrames.publishForServer(message, destination, targetSession);
        }
    }

    /** The session whose client sent this frame, if it did and is still here. */
    private @Nullable ClientSession clientOf(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        return sessionId != null && FrameHeaders.isFrame(message) ? this.sessions.find(sessionId) : null;
    }

    /** Whether a session is served by this node. */
    boolean hasSession(String sessionId) {
        return this.sessions.find(sessionId) != null;
    }

    /** Delivers a reply to one session of this node; it is not kept. */
    void deliverLocally(Set<String> translatedDestinations, Message<?> message, String destination) {
        this.dispatcher.deliverLocally(translatedDestinations, RecordCodec.fromSpring(message, destination));
    }

    /** A client that takes back by ABORT what it has sent must know that it has not. An ACK changes nothing, nor does its loss. */
    private void refuseUnsupported(Message<?> message) {
        String command = String.valueOf(message.getHeaders().get("stompCommand"));
        String receipt = FrameHeaders.receipt(message);
        boolean acknowledges = command.equals("ACK") || command.equals("NACK");
        ClientSession session = acknowledges && receipt == null ? null : this.sessionFrames.sessionOf(message);
        if (session != null) {
            reject(
                    session,
                    command + ": not supported (expected: SEND without transaction, SUBSCRIBE with ack:auto)",
                    receipt);
        }
    }

    /** Answers a frame with an ERROR, which ends the session. */
    void reject(ClientSession session, String rule, @Nullable String receipt) {
        this.sessionFrames.reject(session, rule, receipt);
    }

    /** Refuses a message of a client by an ERROR, one of server code by an exception. */
    void reject(Message<?> message, String rule) {
        ClientSession session = clientOf(message);
        if (session == null) {
            throw new MessageDeliveryException(message, rule);
        }
        reject(session, rule, FrameHeaders.receipt(message));
    }
}
