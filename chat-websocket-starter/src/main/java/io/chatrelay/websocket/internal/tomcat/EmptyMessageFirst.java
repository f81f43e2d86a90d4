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
package io.chatrelay.websocket.internal.tomcat;

import jakarta.servlet.http.WebConnection;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Lets a WebSocket connection begin with an empty binary message, as if the client had sent one. Tomcat allots a buffer
 * for binary messages of the container's default size to each connection, and asks the session for its own size only
 * when a binary message begins, which few STOMP clients ever send. Lowering the default would lower the limit of the
 * application's other endpoints.
 */
public final class EmptyMessageFirst extends WsHttpUpgradeHandler {
    /** RFC 6455, section 5.2: final, binary; masked, no payload; the mask. */
    private static final byte[] EMPTY_BINARY_MESSAGE = {(byte) 0x82, (byte) 0x80, 0, 0, 0, 0};

    private @Nullable SocketWrapperBase<?> socket;

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> socketWrapper) {
        super.setSocketWrapper(socketWrapper);
        socket = socketWrapper;
    }

    @Override
    public void init(WebConnection connection) {
        super.init(connection);
        SocketWrapperBase<?> present = socket;
        // A client that did not wait for the handshake's answer is read first.
        if (present != null && present.getSocketBufferHandler().isReadBufferEmpty()) {
            present.unRead(ByteBuffer.wrap(EMPTY_BINARY_MESSAGE));
        }
    }
}
