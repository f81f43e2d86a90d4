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
package io.chatrelay.testing.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All connections of one load, on the thread that calls it; only {@link #wakeUp()} is for others. */
public final class EventLoop implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Selector selector;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    private final byte[] inflated = new byte[BUFFER_BYTES];

    /** Those that have something to write. */
    private final Deque<StompConnection> writers = new ArrayDeque<>();

    private long bytesRead;

    private int deflating;

    private final Consumer<SelectionKey> ready = key -> ((StompConnection) key.attachment()).ready(this.buffer);

    public EventLoop() {
        try {
            this.selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Begins a connection; the listener hears of its success or its end.
     *
     * @throws UncheckedIOException when nobody listens at the address, or there is none
     */
    public StompConnection connect(URI address, ClientKind kind, StompListener listener) {
        @Nullable SocketChannel opened = null;
        try {
            SocketChannel channel = SocketChannel.open();
            opened = channel;
            if (kind.receiveBufferBytes() > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, kind.receiveBufferBytes());
            }
            channel.connect(resolved(address));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
            StompConnection connection = new StompConnection(this, channel, key, listener, this.inflated);
            key.attach(connection);
            connection.upgrade(address, kind);
            return connection;
        } catch (IOException failure) {
            if (opened != null) {
                closeNow(opened);
            }
            throw new UncheckedIOException("Cannot connect to " + address, failure);
        }
    }

    private static InetSocketAddress resolved(URI address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address.getHost()), address.getPort());
    }

    /** How many connections have not ended. */
    public int connections() {
        return this.selector.keys().size();
    }

    /** With how many connections permessage-deflate has been agreed on. */
    public int deflatingConnections() {
        return this.deflating;
    }

    /** Bytes that have come so far, WebSocket and STOMP headers included. */
    public long bytesRead() {
        return this.bytesRead;
    }

    /** Writes what waits, then reads what has come, waiting for it no longer than this. */
    public void turn(long maxWaitMillis) {
        try {
            for (@Nullable StompConnection next = this.writers.poll(); next != null; next = this.writers.poll()) {
                next.flush();
            }
            if (maxWaitMillis > 0) {
                this.selector.select(this.ready, maxWaitMillis);
            } else {
                this.selector.selectNow(this.ready);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets a turn return that is waiting, or the next one; for any thread. */
    public void wakeUp() {
        this.selector.wakeup();
    }

    void hasOutput(StompConnection connection) {
        this.writers.add(connection);
    }

    void hasRead(int bytes) {
        this.bytesRead += bytes;
    }

    void hasAgreedOnDeflate() {
        this.deflating++;
    }

    @Override
    public void close() {
        this.selector.keys().forEach(key -> ((StompConnection) key.attachment()).closeNow());
        closeNow(this.selector);
    }

    static void closeNow(Closeable resource) {
        try {
            resource.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
