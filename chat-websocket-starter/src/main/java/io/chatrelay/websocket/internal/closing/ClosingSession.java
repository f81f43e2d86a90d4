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
package io.chatrelay.websocket.internal.closing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * Closing waits a moment for the message that is being sent: a container that is told to close meanwhile goes without
 * saying why (1006).
 */
public final class ClosingSession extends WebSocketSessionDecorator {
    private static final long PATIENCE_MILLIS = 200;

    private final Lock sending = new ReentrantLock();

    public ClosingSession(WebSocketSession session) {
        super(session);
    }

    /** Closes a session when its client has got all that was sent; that is at once, unless the client fetches it. */
    public static void closeWhenRead(WebSocketSession session, CloseStatus status) throws IOException {
        if (unwrap(session) instanceof EndsWhenRead polled) {
            polled.closeWhenRead(status);
        } else {
            session.close(status);
        }
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) throws IOException {
        sending.lock();
        try {
            super.sendMessage(message);
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) throws IOException {
        boolean quiet = awaitSilence();
        try {
            super.close(status);
        } finally {
            if (quiet) {
                sending.unlock();
            }
        }
    }

    /** Returns false if a message still is being sent, to a client that does not read, after all patience. */
    private boolean awaitSilence() {
        try {
            return sending.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
