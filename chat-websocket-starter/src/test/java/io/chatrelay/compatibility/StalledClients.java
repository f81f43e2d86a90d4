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
package io.chatrelay.compatibility;

import static io.chatrelay.compatibility.client.Frame.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.RawSocket;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Clients that subscribe to a destination and never read again. */
final class StalledClients implements AutoCloseable {

    private final List<RawSocket> sockets = new ArrayList<>();

    /** How clients reach the server. */
    enum Transport {
        WEB_SOCKET {
            @Override
            RawSocket open(TestNode node) {
                return RawSocket.openNarrow(node.webSocket());
            }

            @Override
            void send(RawSocket socket, String frame) {
                socket.sendText(frame.getBytes(StandardCharsets.UTF_8));
            }
        },
        SOCK_JS {
            @Override
            RawSocket open(TestNode node) {
                URI address = node.webSocket().resolve("/sockjs/000/" + UUID.randomUUID() + "/websocket");
                return RawSocket.openNarrow(address).skipMessage();
            }

            @Override
            void send(RawSocket socket, String frame) {
                String json = frame.replace("\n", "\\n").replace("\0", "\\u0000");
                socket.sendText(("[\"" + json + "\"]").getBytes(StandardCharsets.UTF_8));
            }
        };

        abstract RawSocket open(TestNode node);

        abstract void send(RawSocket socket, String frame);
    }

    static StalledClients subscribe(int count, Transport transport, TestNode node, String destination) {
        StalledClients clients = new StalledClients();
        Stream.generate(() -> open(transport, node, destination)).limit(count).forEach(clients.sockets::add);
        return clients;
    }

    /** Opens a connection that takes little unless somebody reads, with a live subscription. */
    static RawSocket open(Transport transport, TestNode node, String destination) {
        RawSocket socket = transport.open(node);
        transport.send(socket, frame("CONNECT", "accept-version:1.2", "host:localhost"));
        socket.skipMessage();
        transport.send(socket, frame("SUBSCRIBE", "id:0", "destination:" + destination, "receipt:r"));
        return socket.skipMessage();
    }

    int size() {
        return sockets.size();
    }

    /** Waits until the server has cut off all of them, with a close frame or without. */
    void awaitGone() {
        for (RawSocket socket : sockets) {
            try {
                socket.awaitClose();
            } catch (UncheckedIOException reset) {
                assertThat(reset).hasRootCauseInstanceOf(SocketException.class);
            }
        }
    }

    @Override
    public void close() {
        sockets.forEach(RawSocket::close);
    }
}
