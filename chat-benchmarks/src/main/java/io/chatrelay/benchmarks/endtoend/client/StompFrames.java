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
package io.chatrelay.benchmarks.endtoend.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells STOMP frames apart by their first byte, and reads of a MESSAGE its stamp alone. */
final class StompFrames implements WebSocketFrames.Receiver {

    private final StompConnection connection;

    private final StompListener listener;

    StompFrames(StompConnection connection, StompListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    @Override
    public void payload(byte[] bytes, int start, int end) {
        switch (bytes[start]) {
            case 'M' -> message(bytes, start, end);
            case 'C' -> this.listener.connected(this.connection);
            case '\n', 'R' -> {} // A heart-beat or a receipt.
            default ->
                this.connection.lost(
                        new String(bytes, start, end - start, StandardCharsets.UTF_8).replaceAll("[\0\n]+", " "));
        }
    }

    private void message(byte[] bytes, int start, int end) {
        int at = start + 2;
        while (bytes[at - 2] != '\n' || bytes[at - 1] != '\n') {
            at++;
        }
        if (end - at <= Stamp.LENGTH) {
            throw new IllegalStateException("A MESSAGE that nobody here has sent");
        }
        this.listener.message(Stamp.publisher(bytes, at), Stamp.sequence(bytes, at), Stamp.dueNanos(bytes, at));
    }

    @Override
    public void ping(byte[] bytes, int start, int end) {
        this.connection.send(ClientFrame.of(ClientFrame.PONG, Arrays.copyOfRange(bytes, start, end)));
    }

    @Override
    public void close(int status) {
        this.connection.lost("closed by the server with status " + status);
    }
}
