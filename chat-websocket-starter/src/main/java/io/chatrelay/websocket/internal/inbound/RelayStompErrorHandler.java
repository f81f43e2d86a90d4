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
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.util.MimeType;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/** Answers a frame that was not accepted; used where the application has set no error handler. */
public final class RelayStompErrorHandler extends StompSubProtocolErrorHandler {
    private static final MimeType TEXT = new MimeType("text", "plain", StandardCharsets.UTF_8);
    private static final byte[] NO_BODY = {};

    @Override
    public Message<byte[]> handleClientMessageProcessingError(
            @Nullable Message<byte[]> clientMessage, Throwable failure) {
        StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
        error.setLeaveMutable(true);
        if (clientMessage != null) {
            StompHeaderAccessor client = MessageHeaderAccessor.getAccessor(clientMessage, StompHeaderAccessor.class);
            if (client != null && client.getReceipt() != null) {
                error.setReceiptId(client.getReceipt());
            }
        }
        byte[] body = NO_BODY;
        if (failure instanceof StompProtocolException broken) {
            error.setMessage(broken.rule());
            if (broken.isAboutVersion()) {
                error.setContentType(TEXT);
                body = ("Supported protocol versions are " + StompVersion.SUPPORTED).getBytes(StandardCharsets.UTF_8);
            }
        } else {
            error.setMessage(ClientErrorText.of(failure));
        }
        return MessageBuilder.createMessage(body, error.getMessageHeaders());
    }
}
