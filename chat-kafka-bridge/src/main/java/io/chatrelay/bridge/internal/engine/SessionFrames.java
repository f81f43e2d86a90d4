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
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.Heartbeat;
import io.chatrelay.bridge.internal.session.SessionOutput;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.stomp.StompVersion;
import java.security.Principal;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

/** Begins and ends sessions, finds the one a frame belongs to, and answers its frames. */
final class SessionFrames {

    private static final long[] NO_HEARTBEAT = {0, 0};

    private final BrokerHost host;

    private final SessionWriters writers;

    private final SessionTable sessions;

    private final Subscriptions subscriptions;

    private final NodeLog log;

    private final ServerFrames frames;

    private final LongSupplier clock;

    SessionFrames(
            BrokerHost host,
            SessionWriters writers,
            SessionTable sessions,
            Subscriptions subscriptions,
            NodeLog log,
            ServerFrames frames,
            LongSupplier clock) {
        this.host = host;
        this.writers = writers;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.log = log;
        this.frames = frames;
        this.clock = clock;
    }

    void connect(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        if (sessionId == null) {
            return;
        }
        StompVersion version = StompVersion.negotiate(FrameHeaders.first(message, "accept-version"));
        if (version == null) {
            refuseStranger(message, sessionId, "accept-version: none in common (supported: 1.0,1.1,1.2)");
            return;
        }
        long[] wanted = SimpMessageHeaderAccessor.getHeartbeat(message.getHeaders());
        long[] offered = this.host.heartbeat();
        long now = this.clock.getAsLong();
        ClientSession session = new ClientSession(
                sessionId,
                SimpMessageHeaderAccessor.getUser(message.getHeaders()),
                version,
                Heartbeat.negotiate(wanted == null ? NO_HEARTBEAT : wanted, offered),
                outputOf(sessionId),
                now);
        if (this.sessions.add(session)) {
            session.send(this.frames.connected(session, version.text(), offered), now);
        } else if (this.sessions.hasEnded(sessionId)) {
            refuseStranger(message, sessionId, "The session has ended, connect again with another one");
        }
    }

    /** A header initializer of the application sees every frame, which it does on the way through the channel only. */
    private SessionOutput outputOf(String sessionId) {
        boolean direct = this.host.headerInitializer() == null;
        return new SessionOutput(() -> this.host.outputFor(sessionId), this.writers.find(sessionId), direct);
    }

    void disconnect(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        ClientSession session = sessionId == null ? null : end(sessionId);
        if (session != null) {
            session.afterSends(() -> session.send(this.frames.disconnected(session, message), this.clock.getAsLong()));
        }
    }

    /** Ends a session, once; {@code null} if there is none or somebody else has just done so. */
    private @Nullable ClientSession end(String sessionId) {
        ClientSession session = this.sessions.remove(sessionId, this.clock.getAsLong());
        if (session != null) {
            session.end().forEach(this::end);
        }
        return session;
    }

    /** Ends a subscription: it gets nothing any more. */
    void end(Subscription subscription) {
        subscription.end();
        this.subscriptions.remove(subscription);
        this.log.forget(subscription);
        for (PartitionLog partition : this.log.partitions()) {
            Cursor cursor = subscription.presentCursor(partition.partition());
            if (cursor != null) {
                partition.lock().lock();
                try {
                    cursor.close();
                    partition.forgetGone();
                } finally {
                    partition.lock().unlock();
                }
            }
        }
    }

    /** Something came from the client of a session, whatever it is and whoever will handle it. */
    void touch(String sessionId) {
        ClientSession session = this.sessions.find(sessionId);
        if (session != null) {
            session.touch(this.clock.getAsLong());
        }
    }

    /** The session of a client's frame. A frame of a session that this broker does not know is refused. */
    @Nullable ClientSession sessionOf(Message<?> message) {
        String sessionId = FrameHeaders.sessionId(message);
        if (sessionId == null) {
            return null;
        }
        ClientSession session = this.sessions.find(sessionId);
        if (session == null && !this.sessions.hasEnded(sessionId)) {
            refuseStranger(message, sessionId, "The broker does not know this session, connect again");
        }
        return session;
    }

    private void refuseStranger(Message<?> message, String sessionId, String rule) {
        Principal user = SimpMessageHeaderAccessor.getUser(message.getHeaders());
        this.host.outputFor(sessionId).send(this.frames.error(sessionId, user, rule, FrameHeaders.receipt(message)));
    }

    /** @param more what the RECEIPT says beside that it is one */
    void sendReceipt(ClientSession session, String receipt, Map<String, String> more) {
        session.send(this.frames.receipt(session, receipt, more), this.clock.getAsLong());
    }

    /** Answers a frame with an ERROR, which ends the session (STOMP 1.2, "ERROR"). */
    void reject(ClientSession session, String rule, @Nullable String receipt) {
        end(session.id());
        session.send(this.frames.error(session.id(), session.user(), rule, receipt), this.clock.getAsLong());
    }
}
