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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells STOMP frames apart by their first byte, and hands them over without an object for any. */
final class StompFrames implements WebSocketFrames.Receiver, AutoCloseable {

    private final StompConnection connection;

    private final StompListener listener;

    /** Where compressed messages are inflated to; all connections of the loop share it. */
    private final byte[] inflated;

    private final ReceivedFrame frame = new ReceivedFrame();

    private @Nullable Inflation inflation;

    StompFrames(StompConnection connection, StompListener listener, byte[] inflated) {
        this.connection = connection;
        this.listener = listener;
        this.inflated = inflated;
    }

    /** From now on messages may be compressed. */
    void expectDeflated() {
        this.inflation = new Inflation();
    }

    @Override
    public void payload(byte[] bytes, int start, int end) {
        switch (bytes[start]) {
            case 'M' -> {
                this.frame.set(bytes, start, end);
                this.listener.message(this.frame);
            }
            case 'R' -> {
                this.frame.set(bytes, start, end);
                this.listener.receipt(this.frame);
            }
            case 'C' -> this.listener.connected(this.connection);
            case '\n', '\r' -> {} // A heart-beat.
            default ->
                this.connection.lost(
                        new String(bytes, start, end - start, StandardCharsets.UTF_8).replaceAll("[\0\n]+", " "));
        }
    }

    @Override
    public void deflated(byte[] bytes, int start, int end) {
        if (this.inflation == null) {
            throw new IllegalStateException("A compressed message, which was not agreed on");
        }
        payload(this.inflated, 0, this.inflation.inflate(bytes, start, end, this.inflated));
    }

    @Override
    public void ping(byte[] bytes, int start, int end) {
        this.connection.send(ClientFrame.of(ClientFrame.PONG, Arrays.copyOfRange(bytes, start, end)));
    }

    @Override
    public void close(int status) {
        this.connection.lost("closed by the server with status " + status);
    }

    /** Gives back what inflating takes. */
    @Override
    public void close() {
        if (this.inflation != null) {
            this.inflation.close();
            this.inflation = null;
        }
    }
}
