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
package io.chatrelay.websocket;

import io.chatrelay.core.stomp.StompProtocolException;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.websocket.internal.inbound.ClientFrames;
import io.chatrelay.websocket.internal.inbound.DecodedMessages;
import io.chatrelay.websocket.internal.inbound.InboundGate;
import io.chatrelay.websocket.internal.inbound.InboundOutcome;
import io.chatrelay.websocket.internal.inbound.RefusedFrames;
import io.chatrelay.websocket.internal.inbound.RelayStompErrorHandler;
import io.chatrelay.websocket.internal.outbound.ConnectedEncoder;
import io.chatrelay.websocket.internal.outbound.LaneSession;
import io.chatrelay.websocket.internal.outbound.LaneWriter;
import io.chatrelay.websocket.internal.outbound.OutboundFrames;
import io.chatrelay.websocket.internal.outbound.TooSlowMessage;
import io.chatrelay.websocket.internal.session.ClientConnection;
import io.chatrelay.websocket.internal.session.InboundMessageSize;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/**
 * Spring's STOMP protocol handler, held to the STOMP specification. Events, statistics, the user of a session and the
 * channels work as in Spring; frames are read and written here.
 *
 * <p>A client that breaks a rule gets an ERROR frame that states the rule in its {@code message} header, with the
 * {@code receipt-id} it waits for, and the session is closed with 1002. DISCONNECT without a receipt closes with 1000.
 *
 * <p>A body that is not UTF-8 leaves in a binary WebSocket message whatever its content type. SockJS has text messages
 * only: there such a body is written in base64, and a header {@code content-transfer-encoding: base64} says so.
 */
public final class RelayStompProtocolHandler extends StompSubProtocolHandler {
    private static final WebSocketMessage<ByteBuffer> CARRIER = new BinaryMessage(new byte[0]);

    private final Map<String, ClientConnection> connections = new ConcurrentHashMap<>();
    private final DecodedMessages decodedMessages = new DecodedMessages();
    private final StompSubProtocolErrorHandler errors;
    private final OutboundFrames outbound;
    private final RefusedFrames refused;
    private final boolean partialMessages;
    private final SessionLanes lanes;
    private final @Nullable MessageHandler webSocketHandler;

    private volatile @Nullable InboundGate gate;
    private volatile boolean refusing;

    /**
     * Takes over the settings of Spring's handler.
     *
     * @param publisher where events about sessions go: there is no way to ask the original for it
     * @param partialMessages whether WebSocket messages arrive in parts, so that they may be larger than the
     *     container's buffer
     */
    public RelayStompProtocolHandler(
            StompSubProtocolHandler original, ApplicationEventPublisher publisher, boolean partialMessages) {
        this(original, publisher, partialMessages, new SessionLanes(), null);
    }

    /**
     * @param webSocketHandler Spring's handler of the sessions, which ends those of clients that are too slow; null if they
     *     are just closed
     */
    RelayStompProtocolHandler(
            StompSubProtocolHandler original,
            ApplicationEventPublisher publisher,
            boolean partialMessages,
            SessionLanes lanes,
            @Nullable MessageHandler webSocketHandler) {
        this.lanes = lanes;
        this.webSocketHandler = webSocketHandler;
        StompSubProtocolErrorHandler configured = original.getErrorHandler();
        this.errors = configured == null ? new RelayStompErrorHandler() : configured;
        this.outbound = new OutboundFrames(errors);
        this.refused = new RefusedFrames(errors, outbound);
        this.partialMessages = partialMessages;
        setErrorHandler(errors);
        setDecoder(decodedMessages);
        setEncoder(new ConnectedEncoder());
        setMessageSizeLimit(original.getMessageSizeLimit());
        setHeaderInitializer(original.getHeaderInitializer());
        setPreserveReceiveOrder(original.isPreserveReceiveOrder());
        setApplicationEventPublisher(publisher);
    }

    /** Returns the version a session has settled on; null before its CONNECT and after its end. */
    public @Nullable StompVersion getVersion(String sessionId) {
        ClientConnection connection = connections.get(sessionId);
        return connection == null ? null : connection.version();
    }

    /** Takes new sessions from now on, as it does from the beginning. */
    void acceptSessions() {
        refusing = false;
    }

    /** Closes every session that still comes, and returns those there are. */
    Collection<ClientConnection> refuseSessions() {
        refusing = true;
        return List.copyOf(connections.values());
    }

    @Override
    public void afterSessionStarted(WebSocketSession session, MessageChannel outputChannel) {
        ClientConnection connection = new ClientConnection(
                session, getMessageSizeLimit(), lanes.lanes(), reason -> endTooSlow(session, reason));
        connections.put(session.getId(), connection);
        lanes.add(
                session.getId(),
                new LaneWriter(connection, lanes::isDirect, frame -> handleMessageToClient(session, frame)));
        if (refusing) {
            connection.close(CloseStatus.SERVICE_RESTARTED);
        }
        super.afterSessionStarted(
                partialMessages ? InboundMessageSize.fit(session, getMessageSizeLimit()) : session, outputChannel);
    }

    @Override
    public void afterSessionEnded(WebSocketSession session, CloseStatus closeStatus, MessageChannel outputChannel) {
        ClientConnection connection = connections.remove(session.getId());
        lanes.remove(session.getId());
        if (connection != null) {
            connection.lane().abandon();
        }
        super.afterSessionEnded(session, closeStatus, outputChannel);
    }

    private void endTooSlow(WebSocketSession session, String reason) {
        TooSlowMessage tooSlow = new TooSlowMessage(session.getId(), reason);
        if (webSocketHandler != null) {
            webSocketHandler.handleMessage(tooSlow);
            return;
        }
        ClientConnection connection = connections.get(session.getId());
        if (connection != null) {
            connection.close(tooSlow.limitExceeded().getStatus());
        }
    }

    @Override
    public void handleMessageFromClient(
            WebSocketSession session, WebSocketMessage<?> webSocketMessage, MessageChannel channel) {
        ClientConnection connection = connections.get(session.getId());
        if (connection == null || connection.isEnded()) {
            return;
        }
        connection.lock().lock();
        try {
            handle(connection, session, webSocketMessage, channel);
        } finally {
            connection.lock().unlock();
        }
    }

    private void handle(
            ClientConnection connection,
            WebSocketSession session,
            WebSocketMessage<?> webSocketMessage,
            MessageChannel channel) {
        ByteBuffer bytes = connection.bytes(webSocketMessage);
        if (bytes == null) {
            return;
        }
        ClientFrames collector = new ClientFrames(connection, getHeaderInitializer());
        StompProtocolException broken = null;
        try {
            connection.read(bytes, collector);
        } catch (StompProtocolException ex) {
            broken = ex;
        }
        if (!collector.messages().isEmpty()) {
            decodedMessages.handOver(
                    collector.messages(), () -> super.handleMessageFromClient(session, CARRIER, gateTo(channel)));
        }
        if (broken != null && !connection.isEnded()) {
            refused.answer(connection, broken);
        }
    }

    /** With Spring's own ordering its decorator has to see the channel itself: it counts the channel's handlers. */
    private MessageChannel gateTo(MessageChannel channel) {
        if (isPreserveReceiveOrder()) {
            return channel;
        }
        InboundGate present = gate;
        if (present == null || !present.leadsTo(channel)) {
            present = new InboundGate(channel, new InboundOutcome(this::connectionOf, refused));
            gate = present;
        }
        return present;
    }

    @Override
    public void handleMessageToClient(WebSocketSession session, Message<?> message) {
        if (message instanceof TooSlowMessage tooSlow) {
            throw tooSlow.limitExceeded();
        }
        ClientConnection connection = connections.get(session.getId());
        if (connection == null || !(message.getPayload() instanceof byte[])) {
            super.handleMessageToClient(session, message);
        } else if (OutboundFrames.isConnected(message)) {
            connection.markConnected();
            super.handleMessageToClient(
                    new LaneSession(session, connection.lane()), keepingSockJsHeartBeats(connection, session, message));
        } else {
            outbound.send(connection, message);
        }
    }

    /**
     * Spring stops the heart-beats of SockJS when the server offers those of STOMP, even to a client that has none: its
     * idle connection would be cut by the next proxy.
     */
    private static Message<?> keepingSockJsHeartBeats(
            ClientConnection connection, WebSocketSession session, Message<?> connected) {
        if (connection.hasHeartBeats() || !(WebSocketSessionDecorator.unwrap(session) instanceof SockJsSession)) {
            return connected;
        }
        StompHeaderAccessor headers = StompHeaderAccessor.wrap(connected);
        if (headers.getCommand() != StompCommand.CONNECTED) {
            // Spring's own broker leaves the frame to Spring's handler.
            return connected;
        }
        headers.setHeartbeat(0, 0);
        return MessageBuilder.createMessage(connected.getPayload(), headers.getMessageHeaders());
    }

    private @Nullable ClientConnection connectionOf(Message<?> message) {
        String sessionId = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
        return sessionId == null ? null : connections.get(sessionId);
    }
}
