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

import io.chatrelay.core.stomp.StompFrame;
import io.chatrelay.core.stomp.StompFrameListener;
import io.chatrelay.websocket.internal.session.ClientConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageHeaderInitializer;

/** Makes Spring's messages of what a client has sent in one WebSocket message. */
public final class ClientFrames implements StompFrameListener {
    private final ClientConnection connection;
    private final @Nullable MessageHeaderInitializer initializer;
    private final List<Message<byte[]>> messages = new ArrayList<>(1);

    public ClientFrames(ClientConnection connection, @Nullable MessageHeaderInitializer initializer) {
        this.connection = connection;
        this.initializer = initializer;
    }

    /** Returns the messages in their order. */
    public List<Message<byte[]>> messages() {
        return messages;
    }

    @Override
    public void onFrame(StompFrame frame) {
        if (frame.command().isConnect()) {
            connection.noteHeartBeat(frame.headers().first("heart-beat"));
        }
        messages.add(ClientMessages.of(frame, initializer));
    }

    @Override
    public void onHeartBeat() {
        messages.add(ClientMessages.heartBeat(initializer));
    }
}
