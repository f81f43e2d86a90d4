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
package io.chatrelay.websocket.internal.lane;

import io.chatrelay.core.stomp.ServerFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Sends through Spring's session, one message after another: for SockJS, for sessions that the application decorates, and
 * for containers that are not known.
 */
final class BlockingSink implements FrameSink {
    /** So much a client may have to fetch before what comes next waits here, where it counts. */
    static final int MOST_UNFETCHED = 64 * 1024;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final WebSocketSession session;
    private final boolean textOnly;
    private final @Nullable MessageBacklog backlog;
    private @Nullable WebSocketMessage<?> taken;
    private long unfetched;

    /**
     * @param textOnly whether the transport, SockJS, has no binary messages
     * @param backlog where messages wait until the client fetches them, if it has to; else null
     */
    BlockingSink(WebSocketSession session, boolean textOnly, @Nullable MessageBacklog backlog) {
        this.session = session;
        this.textOnly = textOnly;
        this.backlog = backlog;
    }

    @Override
    public void take(FrameQueue queue) {
        taken = messageOf(queue.firstStart(), queue.firstFrame(), textOnly);
        queue.removeFirst();
    }

    static WebSocketMessage<?> messageOf(SubscriptionStart start, ServerFrame frame, boolean textOnly) {
        boolean encoded = textOnly && !frame.isText();
        byte[] bytes = encoded ? Bytes.join(start.bytes(), Base64Body.restOf(start, frame)) : Bytes.of(start, frame);
        return textOnly || frame.isText()
                ? new TextMessage(new String(bytes, StandardCharsets.UTF_8))
                : new BinaryMessage(bytes);
    }

    @Override
    public boolean write(Completion completion) throws IOException {
        WebSocketMessage<?> message = taken;
        taken = null;
        if (message != null) {
            if (backlog != null) {
                awaitFetch(backlog, message.getPayloadLength());
            }
            session.sendMessage(message);
        }
        return true;
    }

    /** Spring's session for SockJS over HTTP never waits: without this no client would ever be too slow. */
    private void awaitFetch(MessageBacklog messages, int length) throws IOException {
        while (unfetched + length > MOST_UNFETCHED && !messages.isFetched()) {
            if (!session.isOpen()) {
                throw new IOException("the session has been closed");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        unfetched = messages.isFetched() ? length : unfetched + length;
    }

    @Override
    public boolean isBlocking() {
        return true;
    }
}
