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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a node that can be cut: connections then end without a farewell, and no further one is made. */
final class Wire implements AutoCloseable {

    private final ServerSocket server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Wire(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Opens one to a port of this machine. */
    static Wire to(int port) {
        try {
            Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            start(wire::accept);
            return wire;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket node = new Socket(InetAddress.getLoopbackAddress(), port);
                // Closing then is a reset.
                client.setSoLinger(true, 0);
                node.setSoLinger(true, 0);
                open.add(client);
                open.add(node);
                start(() -> copy(client, node));
                start(() -> copy(node, client));
                if (server.isClosed()) {
                    cut();
                }
            } catch (IOException closed) {
                cut();
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // Cut, or left by one of the two.
        }
    }

    /** Ends all connections at once. */
    void cut() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
