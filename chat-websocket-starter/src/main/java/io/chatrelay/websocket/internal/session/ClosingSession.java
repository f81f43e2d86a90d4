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
package io.chatrelay.websocket.internal.session;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * Closes itself after it has sent a certain message. Spring's session above it only queues a message while another
 * thread sends: whoever closed right after queueing an ERROR frame would often close before the frame has left.
 *
 * <p>Closing waits a moment for the message that is being sent: a container that is told to close meanwhile goes without
 * saying why (1006).
 */
public final class ClosingSession extends WebSocketSessionDecorator {
    private record Last(WebSocketMessage<?> message, CloseStatus status) {}

    private static final long PATIENCE_MILLIS = 200;

    private final Lock sending = new ReentrantLock();

    private volatile @Nullable Last last;

    ClosingSession(WebSocketSession session) {
        super(session);
    }

    /**
     * Makes a session close after a message, which is still to be sent.
     *
     * @return false if there is no closing session below the given one, so that the caller has to close
     */
    public static boolean closeAfter(WebSocketSession session, WebSocketMessage<?> message, CloseStatus status) {
        WebSocketSession current = session;
        while (current instanceof WebSocketSessionDecorator decorator) {
            if (decorator instanceof ClosingSession closing) {
                closing.last = new Last(message, status);
                return true;
            }
            current = decorator.getDelegate();
        }
        return false;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) throws IOException {
        sending.lock();
        try {
            super.sendMessage(message);
        } finally {
            sending.unlock();
            Last closing = last;
            if (closing != null && closing.message == message) {
                closeAfterLast(closing.status);
            }
        }
    }

    private void closeAfterLast(CloseStatus status) throws IOException {
        if (unwrap(getDelegate()) instanceof EndsWhenRead polled) {
            polled.closeWhenRead(status);
        } else {
            close(status);
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
