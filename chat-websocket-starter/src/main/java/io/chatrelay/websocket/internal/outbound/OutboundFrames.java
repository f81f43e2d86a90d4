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
package io.chatrelay.websocket.internal.outbound;

import io.chatrelay.websocket.internal.session.ClientConnection;
import io.chatrelay.websocket.internal.session.ClosingSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.OrderedMessageChannelDecorator;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.SessionLimitExceededException;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/** Sends what a broker has for clients; all but CONNECTED, which Spring's protocol handler sends. */
public final class OutboundFrames {
    private static final Logger logger = LoggerFactory.getLogger(OutboundFrames.class);
    private static final TextMessage HEART_BEAT = new TextMessage(new byte[] {'\n'});
    private static final byte[] NO_BODY = {};

    private final StompSubProtocolErrorHandler errors;

    public OutboundFrames(StompSubProtocolErrorHandler errors) {
        this.errors = errors;
    }

    /** Returns whether a message becomes a CONNECTED frame. */
    public static boolean isConnected(Message<?> message) {
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        return accessor == null
                ? SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) == SimpMessageType.CONNECT_ACK
                : accessor.getCommand() == StompCommand.CONNECTED;
    }

    /**
     * Sends a frame, unless the session has had its last one.
     *
     * @throws SessionLimitExceededException if the client is too slow; the caller has to end the session
     */
    public void send(ClientConnection connection, WebSocketSession session, Message<?> message) {
        if (connection.isEnded()) {
            return;
        }
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (type == SimpMessageType.HEARTBEAT) {
            releaseNext(session, message);
            send(connection, session, HEART_BEAT);
        } else if (accessor == null && type == SimpMessageType.DISCONNECT_ACK) {
            acknowledgeDisconnect(connection, session, message);
        } else {
            sendFrame(connection, session, message, accessor == null ? serverMessage(message) : accessor);
        }
    }

    private static StompHeaderAccessor serverMessage(Message<?> message) {
        StompHeaderAccessor accessor = StompHeaderAccessor.wrap(message);
        if (accessor.getCommand() == null || accessor.getCommand() == StompCommand.SEND) {
            accessor.updateStompCommandAsServerMessage();
        }
        return accessor;
    }

    private void sendFrame(
            ClientConnection connection, WebSocketSession session, Message<?> message, StompHeaderAccessor accessor) {
        byte[] body = (byte[]) message.getPayload();
        if (accessor.getCommand() == StompCommand.ERROR) {
            Message<byte[]> error =
                    errors.handleErrorMessageToClient(MessageBuilder.createMessage(body, accessor.getMessageHeaders()));
            StompHeaderAccessor changed =
                    error == null ? null : MessageHeaderAccessor.getAccessor(error, StompHeaderAccessor.class);
            releaseNext(session, message);
            sendError(connection, changed == null ? accessor : changed, error == null ? body : error.getPayload());
        } else {
            StompHeaderAccessor seen =
                    accessor.getCommand() == StompCommand.MESSAGE ? asSubscribed(accessor, message) : accessor;
            releaseNext(session, message);
            send(connection, session, frame(connection, session, seen, body));
        }
    }

    /** Spring routes user destinations to one of the session's own; the client is to see what it subscribed to. */
    private static StompHeaderAccessor asSubscribed(StompHeaderAccessor accessor, Message<?> message) {
        String subscribed = accessor.getFirstNativeHeader(SimpMessageHeaderAccessor.ORIGINAL_DESTINATION);
        if (subscribed == null) {
            return accessor;
        }
        StompHeaderAccessor mutable = accessor.isMutable() ? accessor : StompHeaderAccessor.wrap(message);
        mutable.removeNativeHeader(SimpMessageHeaderAccessor.ORIGINAL_DESTINATION);
        mutable.setDestination(subscribed);
        return mutable;
    }

    private void acknowledgeDisconnect(ClientConnection connection, WebSocketSession session, Message<?> message) {
        Object disconnect = message.getHeaders().get(SimpMessageHeaderAccessor.DISCONNECT_MESSAGE_HEADER);
        String receipt = disconnect instanceof Message<?> frame ? receiptOf(frame) : null;
        releaseNext(session, message);
        if (receipt != null) {
            StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.RECEIPT);
            accessor.setReceiptId(receipt);
            send(connection, session, frame(connection, session, accessor, NO_BODY));
        } else if (disconnect == null) {
            StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.ERROR);
            accessor.setMessage("Session closed.");
            sendError(connection, accessor, NO_BODY);
        } else {
            close(connection, CloseStatus.NORMAL);
        }
    }

    private static @Nullable String receiptOf(Message<?> disconnect) {
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(disconnect, StompHeaderAccessor.class);
        return accessor == null ? null : accessor.getReceipt();
    }

    /** With Spring's ordered publishing the next message may come once this one is in the session's buffer. */
    private static void releaseNext(WebSocketSession session, Message<?> message) {
        Runnable next = OrderedMessageChannelDecorator.getNextMessageTask(message);
        if (next != null && session instanceof ConcurrentWebSocketSessionDecorator concurrent) {
            concurrent.setMessageCallback(buffered -> next.run());
        }
    }

    /** Sends an ERROR frame and ends the session, as STOMP wants it. */
    public void sendError(ClientConnection connection, StompHeaderAccessor accessor, byte[] body) {
        WebSocketSession session = connection.session();
        WebSocketMessage<?> error = frame(connection, session, accessor, body);
        connection.end();
        boolean closes = ClosingSession.closeAfter(session, error, CloseStatus.PROTOCOL_ERROR);
        send(connection, session, error);
        if (!closes) {
            end(connection);
        }
    }

    /** Ends the session without a word. */
    public void end(ClientConnection connection) {
        close(connection, CloseStatus.PROTOCOL_ERROR);
    }

    private static WebSocketMessage<?> frame(
            ClientConnection connection, WebSocketSession session, StompHeaderAccessor accessor, byte[] body) {
        boolean textOnly = WebSocketSessionDecorator.unwrap(session) instanceof SockJsSession;
        return FrameWriter.write(accessor, body, connection.outboundVersion(), textOnly);
    }

    private void send(ClientConnection connection, WebSocketSession session, WebSocketMessage<?> message) {
        try {
            session.sendMessage(message);
        } catch (SessionLimitExceededException tooSlow) {
            throw tooSlow;
        } catch (IOException | RuntimeException ex) {
            logger.atDebug()
                    .addKeyValue("sessionId", session.getId())
                    .setCause(ex)
                    .log("Could not send to a client; it may be gone");
            end(connection);
        }
    }

    private static void close(ClientConnection connection, CloseStatus status) {
        Exception failure = connection.close(status);
        if (failure != null) {
            logger.atDebug()
                    .addKeyValue("sessionId", connection.session().getId())
                    .setCause(failure)
                    .log("Could not close a session; it may be closed already");
        }
    }
}
