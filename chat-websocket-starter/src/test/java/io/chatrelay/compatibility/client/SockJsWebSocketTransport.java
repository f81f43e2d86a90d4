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
package io.chatrelay.compatibility.client;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** SockJS over its WebSocket transport: every message is a JSON array of strings. */
final class SockJsWebSocketTransport implements Transport {

    private final Transport socket;

    private SockJsWebSocketTransport(Transport socket) {
        this.socket = socket;
    }

    static SockJsWebSocketTransport open(URI sockJs, Inbox inbox) {
        String query = sockJs.getRawQuery() == null ? "" : "?" + sockJs.getRawQuery();
        URI uri = URI.create("ws://%s%s/000/%s/websocket%s"
                .formatted(sockJs.getAuthority(), sockJs.getPath(), UUID.randomUUID(), query));
        CompletableFuture<Void> opened = new CompletableFuture<>();
        SocketReader reader = new SocketReader(inbox, message -> {
            opened.complete(null);
            SockJsMessages.decode(message, inbox);
        });
        Transport socket = WebSocketTransport.open(uri, reader);
        opened.join();
        return new SockJsWebSocketTransport(socket);
    }

    @Override
    public void sendText(String message) {
        socket.sendText(SockJsMessages.encode(message));
    }

    @Override
    public void sendFragment(String piece, boolean last) {
        throw new UnsupportedOperationException("SockJS has no fragments");
    }

    @Override
    public void sendBinary(ByteBuffer message) {
        throw new UnsupportedOperationException("SockJS carries text only");
    }

    @Override
    public void close() {
        socket.close();
    }
}
