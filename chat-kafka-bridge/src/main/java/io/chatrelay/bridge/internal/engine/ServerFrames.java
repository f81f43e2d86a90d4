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

import io.chatrelay.bridge.delivery.Arrival;
import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.GapReason;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderInitializer;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** Makes the frames that the broker sends to clients (STOMP 1.2, "Server Frames"). */
final class ServerFrames {

    private static final byte[] NO_BODY = new byte[0];

    private static final String CONTENT_TYPE = "content-type";

    private static final String TIMESTAMP = "timestamp";

    private static final String REPLAYED = "replayed";

    private static final String GAP = "gap";

    private final @Nullable MessageHeaderInitializer initializer;

    ServerFrames(@Nullable MessageHeaderInitializer initializer) {
        this.initializer = initializer;
    }

    Message<byte[]> connected(ClientSession session, String version, long[] heartbeat) {
        StompHeaderAccessor headers = create(StompCommand.CONNECTED, session.id(), session.user());
        headers.setVersion(version);
        headers.setHeartbeat(heartbeat[0], heartbeat[1]);
        headers.setNativeHeader("session", session.id());
        headers.setNativeHeader("server", "ChatRelay");
        return frame(headers, NO_BODY);
    }

    /** @param more what the RECEIPT says beside that it is one */
    Message<byte[]> receipt(ClientSession session, String receipt, Map<String, String> more) {
        StompHeaderAccessor headers = create(StompCommand.RECEIPT, session.id(), session.user());
        headers.setReceiptId(receipt);
        more.forEach(headers::setNativeHeader);
        return frame(headers, NO_BODY);
    }

    /** @param receipt the receipt that the rejected frame asked for, if it did */
    Message<byte[]> error(String sessionId, @Nullable Principal user, String message, @Nullable String receipt) {
        StompHeaderAccessor headers = create(StompCommand.ERROR, sessionId, user);
        headers.setMessage(message);
        if (receipt != null) {
            headers.setReceiptId(receipt);
        }
        headers.setContentType(MimeTypeUtils.TEXT_PLAIN);
        return frame(headers, message.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param destination as the subscriber knows it
     * @param replayed whether the subscription is behind the tail
     * @param gap why something is missing before the message, or {@code null}
     * @param arrival what is to be run when the message is where it was to go, or {@code null}
     */
    Message<byte[]> message(
            Subscription subscription,
            String destination,
            OutgoingMessage outgoing,
            boolean replayed,
            @Nullable GapReason gap,
            @Nullable Runnable arrival) {
        RelayedMessage message = outgoing.message();
        Long timestamp = outgoing.timestamp();
        ClientSession session = subscription.session();
        StompHeaderAccessor headers = create(StompCommand.MESSAGE, session.id(), session.user());
        headers.setDestination(destination);
        headers.setSubscriptionId(subscription.id());
        headers.setMessageId(outgoing.messageId());
        if (timestamp != null) {
            headers.setNativeHeader(TIMESTAMP, timestamp.toString());
        }
        if (replayed) {
            headers.setNativeHeader(REPLAYED, "true");
        }
        if (gap != null) {
            headers.setNativeHeader(GAP, gap.text());
        }
        if (arrival != null) {
            headers.setHeader(Arrival.HEADER, arrival);
        }
        setContentType(headers, message.contentType());
        message.headers().forEach((name, values) -> values.forEach(value -> headers.addNativeHeader(name, value)));
        return frame(headers, message.body());
    }

    /** A content type that is no MIME type is passed on as it is. */
    private static void setContentType(StompHeaderAccessor headers, @Nullable String contentType) {
        if (contentType != null) {
            try {
                headers.setContentType(MimeTypeUtils.parseMimeType(contentType));
            } catch (InvalidMimeTypeException notMime) {
                headers.setNativeHeader(CONTENT_TYPE, contentType);
            }
        }
    }

    Message<byte[]> heartbeat(ClientSession session) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.HEARTBEAT);
        return frame(prepare(headers, session.id(), session.user()), NO_BODY);
    }

    /** Ends a session in order: a RECEIPT if the DISCONNECT asked for one, else the connection is closed. */
    Message<byte[]> disconnected(ClientSession session, @Nullable Message<?> disconnect) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.DISCONNECT_ACK);
        if (disconnect != null) {
            headers.setHeader(SimpMessageHeaderAccessor.DISCONNECT_MESSAGE_HEADER, disconnect);
        }
        return frame(prepare(headers, session.id(), session.user()), NO_BODY);
    }

    private StompHeaderAccessor create(StompCommand command, String sessionId, @Nullable Principal user) {
        return prepare(StompHeaderAccessor.create(command), sessionId, user);
    }

    private <A extends SimpMessageHeaderAccessor> A prepare(A headers, String sessionId, @Nullable Principal user) {
        if (this.initializer != null) {
            this.initializer.initHeaders(headers);
        }
        headers.setSessionId(sessionId);
        if (user != null) {
            headers.setUser(user);
        }
        // Spring's ordered outbound channel and the application's interceptors add headers on the way out.
        headers.setLeaveMutable(true);
        return headers;
    }

    private static Message<byte[]> frame(SimpMessageHeaderAccessor headers, byte[] body) {
        return MessageBuilder.createMessage(body, headers.getMessageHeaders());
    }
}
