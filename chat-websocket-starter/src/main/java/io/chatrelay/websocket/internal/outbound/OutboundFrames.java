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

import io.chatrelay.bridge.delivery.Arrival;
import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.websocket.internal.session.ClientConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.OrderedMessageChannelDecorator;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/** Sends what a broker has for clients; all but CONNECTED, which Spring's protocol handler sends. */
public final class OutboundFrames {
    private static final EncodedFrame HEART_BEAT = new EncodedFrame(new byte[] {'\n'}, true);
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

    /** Sends a frame, unless the session has had its last one. Does not wait for the client. */
    public void send(ClientConnection connection, Message<?> message) {
        try {
            if (!connection.isEnded()) {
                sendFirst(connection, message);
            }
        } finally {
            Arrival.signal(message);
            releaseNext(message);
        }
    }

    private void sendFirst(ClientConnection connection, Message<?> message) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (type == SimpMessageType.HEARTBEAT) {
            connection.lane().send(HEART_BEAT);
        } else if (accessor == null && type == SimpMessageType.DISCONNECT_ACK) {
            acknowledgeDisconnect(connection, message);
        } else {
            sendFrame(connection, message, accessor == null ? serverMessage(message) : accessor);
        }
    }

    private static StompHeaderAccessor serverMessage(Message<?> message) {
        StompHeaderAccessor accessor = StompHeaderAccessor.wrap(message);
        if (accessor.getCommand() == null || accessor.getCommand() == StompCommand.SEND) {
            accessor.updateStompCommandAsServerMessage();
        }
        return accessor;
    }

    private void sendFrame(ClientConnection connection, Message<?> message, StompHeaderAccessor accessor) {
        byte[] body = (byte[]) message.getPayload();
        if (accessor.getCommand() == StompCommand.ERROR) {
            Message<byte[]> error =
                    errors.handleErrorMessageToClient(MessageBuilder.createMessage(body, accessor.getMessageHeaders()));
            StompHeaderAccessor changed =
                    error == null ? null : MessageHeaderAccessor.getAccessor(error, StompHeaderAccessor.class);
            sendError(connection, changed == null ? accessor : changed, error == null ? body : error.getPayload());
        } else {
            StompHeaderAccessor seen =
                    accessor.getCommand() == StompCommand.MESSAGE ? asSubscribed(accessor, message) : accessor;
            EncodedFrame encoded = frame(connection, seen, body);
            if (Arrival.isAwaited(message)) {
                connection.lane().sendExpected(encoded);
            } else {
                connection.lane().send(encoded);
            }
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

    private void acknowledgeDisconnect(ClientConnection connection, Message<?> message) {
        Object disconnect = message.getHeaders().get(SimpMessageHeaderAccessor.DISCONNECT_MESSAGE_HEADER);
        String receipt = disconnect instanceof Message<?> frame ? receiptOf(frame) : null;
        if (receipt != null) {
            StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.RECEIPT);
            accessor.setReceiptId(receipt);
            connection.lane().send(frame(connection, accessor, NO_BODY));
        } else if (disconnect == null) {
            StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.ERROR);
            accessor.setMessage("Session closed.");
            sendError(connection, accessor, NO_BODY);
        } else {
            connection.finish(CloseStatus.NORMAL);
        }
    }

    private static @Nullable String receiptOf(Message<?> disconnect) {
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(disconnect, StompHeaderAccessor.class);
        return accessor == null ? null : accessor.getReceipt();
    }

    /** With Spring's ordered publishing the next message may come once this one is in the session's lane. */
    private static void releaseNext(Message<?> message) {
        Runnable next = OrderedMessageChannelDecorator.getNextMessageTask(message);
        if (next != null) {
            next.run();
        }
    }

    /** Sends an ERROR frame and ends the session, as STOMP wants it. */
    public void sendError(ClientConnection connection, StompHeaderAccessor accessor, byte[] body) {
        connection.finish(frame(connection, accessor, body));
    }

    /** Ends the session without a word. */
    public void end(ClientConnection connection) {
        connection.finish(CloseStatus.PROTOCOL_ERROR);
    }

    private static EncodedFrame frame(ClientConnection connection, StompHeaderAccessor accessor, byte[] body) {
        boolean textOnly = WebSocketSessionDecorator.unwrap(connection.session()) instanceof SockJsSession;
        return FrameWriter.write(accessor, body, connection.outboundVersion(), textOnly);
    }
}
