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
package io.chatrelay.demo.browser;

import io.chatrelay.demo.DemoNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One address before several nodes: hands every connection to the node of the moment. Connections that are open when that
 * changes are broken. Safe to be called from any thread.
 */
final class LoadBalancer implements AutoCloseable {

    private static final int NOBODY = 0;

    private final ServerSocket server;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile int port;

    private LoadBalancer(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    static LoadBalancer before(DemoNode node) {
        try {
            LoadBalancer balancer =
                    new LoadBalancer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), node.port());
            start(balancer::accept);
            return balancer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where browsers connect, without a slash at the end. */
    String address() {
        return "http://127.0.0.1:" + this.server.getLocalPort();
    }

    void sendTo(DemoNode node) {
        this.port = node.port();
        breakAll();
    }

    void sendToNobody() {
        this.port = NOBODY;
        breakAll();
    }

    @Override
    public void close() {
        sendToNobody();
        closeQuietly(this.server);
    }

    private void breakAll() {
        this.open.forEach(LoadBalancer::closeQuietly);
    }

    private void accept() {
        while (!this.server.isClosed()) {
            try {
                Socket browser = this.server.accept();
                int target = this.port;
                this.open.add(browser);
                start(() -> connect(browser, target));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket browser, int target) {
        try (browser;
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target)) {
            this.open.add(node);
            if (target != this.port) {
                return;
            }
            start(() -> copy(node, browser));
            copy(browser, node);
        } catch (IOException broken) {
            // Closed by the end of the block, which the other side sees.
        } finally {
            this.open.removeIf(Socket::isClosed);
        }
    }

    /** Copies until one of both is closed, and then closes the other. */
    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException broken) {
            // Both are closed now, which ends the copying in the other direction too.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "load-balancer");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
