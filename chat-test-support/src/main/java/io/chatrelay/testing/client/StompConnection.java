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

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One WebSocket with a STOMP session. All methods are for the thread of its {@link EventLoop}. */
public final class StompConnection {

    private static final byte[] NOTHING = {};

    private static final byte[] CONNECT =
            ClientFrame.text("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0");

    private static final byte[] DISCONNECT = ClientFrame.text("DISCONNECT\n\n\0");

    private final EventLoop loop;

    private final SocketChannel channel;

    private final SelectionKey key;

    private final StompListener listener;

    private final StompFrames frames;

    private final Outbox outbox = new Outbox();

    private boolean upgraded;

    private boolean closing;

    private boolean reading = true;

    /** The beginning of a frame whose end has not come yet. */
    private byte[] incomplete = NOTHING;

    StompConnection(EventLoop loop, SocketChannel channel, SelectionKey key, StompListener listener, byte[] inflated) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.listener = listener;
        this.frames = new StompFrames(this, listener, inflated);
    }

    /** Asks for all messages of a destination. */
    public void subscribe(String destination) {
        send(ClientFrame.text("SUBSCRIBE\nid:sub-0\ndestination:" + destination + "\n\n\0"));
    }

    /** Publishes; the bytes leave at the next turn of the loop, with all others that wait. */
    public void publish(SendFrame frame, long sequence, long dueNanos) {
        send(frame.stamped(sequence, dueNanos));
    }

    /** Sends a STOMP frame as it is, its last byte included; at most 64 KiB. */
    public void send(String frame) {
        send(ClientFrame.text(frame));
    }

    /** From now on nothing is read any more, so that the server meets a full socket. */
    public void stall() {
        this.reading = false;
        updateInterest();
    }

    /** Goes on reading after {@link #stall()}. */
    public void resume() {
        this.reading = true;
        updateInterest();
    }

    /** Ends the connection without a goodbye, as a network that fails does; the listener is not told. */
    public void drop() {
        this.closing = true;
        lost("dropped");
    }

    /** Says goodbye; the server closes the connection. */
    public void close() {
        this.closing = true;
        send(DISCONNECT);
        send(ClientFrame.NORMAL_CLOSURE);
    }

    void upgrade(URI address, ClientKind kind) {
        send(Handshake.request(address, kind));
    }

    void send(byte[] bytes) {
        if (this.outbox.isEmpty()) {
            this.loop.hasOutput(this);
        }
        this.outbox.add(bytes);
    }

    void ready(ByteBuffer buffer) {
        try {
            if (this.key.isValid() && this.key.isWritable()) {
                write();
            }
            if (this.key.isValid() && this.key.isReadable()) {
                read(buffer);
            }
        } catch (IOException failure) {
            lost(failure.toString());
        }
    }

    /** Writes what the socket takes, and asks to be told when it takes the rest. */
    void flush() {
        try {
            if (this.key.isValid()) {
                write();
            }
        } catch (IOException failure) {
            lost(failure.toString());
        }
    }

    private void write() throws IOException {
        this.outbox.writeTo(this.channel);
        updateInterest();
    }

    private void updateInterest() {
        if (this.key.isValid()) {
            this.key.interestOps(
                    (this.reading ? SelectionKey.OP_READ : 0) | (this.outbox.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear().put(this.incomplete);
        int length = this.channel.read(buffer);
        if (length < 0) {
            lost("closed by the server");
            return;
        }
        this.loop.hasRead(length);
        int from = this.upgraded ? 0 : acceptUpgrade(buffer);
        if (this.upgraded) {
            from = WebSocketFrames.read(buffer.array(), from, buffer.position(), this.frames);
        }
        keep(buffer, from);
    }

    /** Returns where the answer ends, 0 when it is not complete. */
    private int acceptUpgrade(ByteBuffer buffer) {
        Handshake.@Nullable Answer answer;
        try {
            answer = Handshake.answer(buffer.array(), buffer.position());
        } catch (IllegalStateException refused) {
            lost(String.valueOf(refused.getMessage()));
            return buffer.position();
        }
        if (answer == null) {
            return 0;
        }
        this.upgraded = true;
        if (answer.deflates()) {
            this.frames.expectDeflated();
            this.loop.hasAgreedOnDeflate();
        }
        send(CONNECT);
        return answer.end();
    }

    private void keep(ByteBuffer buffer, int from) {
        int length = buffer.position() - from;
        if (length == buffer.capacity()) {
            throw new IllegalStateException("A frame of more than " + length + " bytes");
        }
        this.incomplete = length == 0 ? NOTHING : new byte[length];
        System.arraycopy(buffer.array(), from, this.incomplete, 0, length);
    }

    /** Ends the connection, if it has not ended yet. */
    void lost(String reason) {
        if (!this.channel.isOpen()) {
            return;
        }
        closeNow();
        if (!this.closing) {
            this.listener.lost(reason);
        }
    }

    void closeNow() {
        EventLoop.closeNow(this.channel);
        this.frames.close();
    }
}
