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

import io.chatrelay.websocket.internal.session.ClientConnection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;

/** Lets only sessions in that have not ended, and answers what the inbound channel does not take. */
public final class InboundOutcome implements InboundGate.Outcome {
    private final Function<Message<?>, @Nullable ClientConnection> connections;
    private final RefusedFrames refused;

    /**
     * @param connections finds the session of a message, null if it has gone
     */
    public InboundOutcome(Function<Message<?>, @Nullable ClientConnection> connections, RefusedFrames refused) {
        this.connections = connections;
        this.refused = refused;
    }

    @Override
    public boolean isWelcome(Message<?> message) {
        ClientConnection connection = connections.apply(message);
        return connection == null || !connection.isEnded();
    }

    @Override
    public void onFailure(Message<?> message, MessagingException failure) {
        ClientConnection connection = connections.apply(message);
        if (connection != null) {
            refused.answer(connection, message, failure);
        }
    }

    @Override
    public void onUnsent(Message<?> message) {
        ClientConnection connection = connections.apply(message);
        if (connection != null
                && SimpMessageHeaderAccessor.getMessageType(message.getHeaders()) == SimpMessageType.CONNECT) {
            connection.refuseConnect();
        }
    }
}
