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
package io.chatrelay.websocket.internal.handshake;

import java.util.Map;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;

/**
 * Declines {@code permessage-deflate} (RFC 7692). No web container has a setting for it: each agrees to what it reads in the
 * request, so the offers of the client are hidden from it.
 */
public final class UncompressedHandshakeHandler extends HandshakeHandlerDecorator {
    public UncompressedHandshakeHandler(HandshakeHandler delegate) {
        super(delegate);
    }

    @Override
    public boolean doHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        ServerHttpRequest uncompressed = request instanceof ServletServerHttpRequest servletRequest
                ? UncompressedHandshake.of(servletRequest)
                : request;
        return delegate().doHandshake(uncompressed, response, handler, attributes);
    }
}
