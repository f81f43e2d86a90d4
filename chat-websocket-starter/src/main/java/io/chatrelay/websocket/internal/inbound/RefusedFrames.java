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
package io.chatrelay.websocket.internal.inbound;

import io.chatrelay.core.stomp.StompProtocolException;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.websocket.internal.outbound.OutboundFrames;
import io.chatrelay.websocket.internal.session.ClientConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/**
 * Answers frames that break a rule or that an interceptor does not accept. What clients can cause is logged at DEBUG
 * only; a defect of the application, and an exception whose text is kept from the client, is logged at WARN, once for each
 * place in the code.
 */
public final class RefusedFrames {
    private static final Logger logger = LoggerFactory.getLogger(RefusedFrames.class);
    private static final int MAX_REPORTED = 100;

    private final StompSubProtocolErrorHandler errors;
    private final OutboundFrames outbound;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public RefusedFrames(StompSubProtocolErrorHandler errors, OutboundFrames outbound) {
        this.errors = errors;
        this.outbound = outbound;
    }

    /** Answers a broken rule and ends the session: nobody knows where the next frame starts. */
    public void answer(ClientConnection connection, StompProtocolException broken) {
        logger.atDebug()
                .addKeyValue("sessionId", connection.session().getId())
                .addKeyValue("rule", broken.rule())
                .log("Refused a frame that breaks a rule of STOMP");
        Message<byte[]> error = errors.handleClientMessageProcessingError(null, broken);
        if (error == null) {
            outbound.end(connection);
            return;
        }
        StompHeaderAccessor accessor = mutableAccessor(error);
        setIfAbsent(accessor, StompHeaderAccessor.STOMP_RECEIPT_ID_HEADER, broken.receipt());
        if (broken.isAboutVersion()) {
            setIfAbsent(accessor, StompHeaderAccessor.STOMP_VERSION_HEADER, StompVersion.SUPPORTED);
        }
        outbound.sendError(connection, accessor, error.getPayload());
    }

    /** Answers a message that the inbound channel threw out; the application's error handler may decide to be silent. */
    public void answer(ClientConnection connection, Message<?> message, Throwable failure) {
        report(connection, failure);
        @SuppressWarnings("unchecked") // messages from clients are made by ClientMessages
        Message<byte[]> clientMessage = (Message<byte[]>) message;
        Message<byte[]> error = errors.handleClientMessageProcessingError(clientMessage, failure);
        if (error != null) {
            outbound.sendError(connection, mutableAccessor(error), error.getPayload());
        }
    }

    private void report(ClientConnection connection, Throwable failure) {
        Throwable cause = ClientErrorText.withoutWrappers(failure);
        boolean firstTime = nobodyIsTold(failure) && reported.size() < MAX_REPORTED && reported.add(placeOf(cause));
        (firstTime ? logger.atWarn() : logger.atDebug())
                .addKeyValue("sessionId", connection.session().getId())
                .setCause(cause)
                .log("An interceptor of the inbound channel failed");
    }

    /** What an error handler of the application shows is not known here; it may be all there is to say. */
    private boolean nobodyIsTold(Throwable failure) {
        return ClientErrorText.isDefect(failure)
                || (errors instanceof RelayStompErrorHandler && !ClientErrorText.isForClients(failure));
    }

    private static String placeOf(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : "@" + trace[0]);
    }

    private static StompHeaderAccessor mutableAccessor(Message<?> error) {
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(error, StompHeaderAccessor.class);
        return accessor != null && accessor.isMutable() ? accessor : StompHeaderAccessor.wrap(error);
    }

    private static void setIfAbsent(StompHeaderAccessor accessor, String header, @Nullable String value) {
        if (value != null && !accessor.containsNativeHeader(header)) {
            accessor.setNativeHeader(header, value);
        }
    }
}
