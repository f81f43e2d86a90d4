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
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A plain WebSocket, as a browser opens it. */
final class WebSocketTransport implements Transport {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final WebSocket socket;

    private WebSocketTransport(WebSocket socket) {
        this.socket = socket;
    }

    static WebSocketTransport open(URI uri, SocketReader reader, String... subProtocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (subProtocols.length > 0) {
            builder.subprotocols(subProtocols[0], Arrays.copyOfRange(subProtocols, 1, subProtocols.length));
        }
        return new WebSocketTransport(builder.buildAsync(uri, reader).join());
    }

    @Override
    public void sendText(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public void sendFragment(String piece, boolean last) {
        socket.sendText(piece, last).join();
    }

    @Override
    public void sendBinary(ByteBuffer message) {
        socket.sendBinary(message, true).join();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
