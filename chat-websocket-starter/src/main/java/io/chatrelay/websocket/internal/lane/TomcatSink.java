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
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.SocketWrapperBase.BlockingMode;
import org.apache.tomcat.util.net.SocketWrapperBase.CompletionState;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes many frames at once, from their bytes, straight to Tomcat's socket, and waits for nobody. The public way takes
 * Strings only, encodes them again for every session, writes each or blocks while it flushes, and hands every completion
 * to another thread.
 *
 * <p>Tomcat's own messages keep out: whoever writes holds the endpoint's semaphore, and Tomcat's part is taken on when it
 * is released, as after any message of Tomcat's own.
 */
final class TomcatSink implements FrameSink {
    private static final WriteBuffers BUFFERS = new WriteBuffers();
    private static final ByteBuffer[] NOTHING = {};
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /**
     * How long Tomcat's pongs and close frames and our writes wait for each other. Tomcat's own threads do that, so it is
     * shorter than Tomcat's 20 seconds: a client that does not read shall not keep them.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WsSession session;
    private final TomcatEndpoint endpoint;
    private final Semaphore messageInProgress;
    private final SocketWrapperBase<?> socket;
    private final Executor threads;

    /** What was taken, first the pooled buffer; a frame too long for it follows in its own arrays. */
    private ByteBuffer[] taken = NOTHING;

    /**
     * @param threads where to wait for a message of the container to end
     */
    TomcatSink(WsSession session, TomcatEndpoint endpoint, Executor threads) {
        this.session = session;
        session.getUserProperties().put(BLOCKING_SEND_TIMEOUT, PATIENCE.toMillis());
        this.endpoint = endpoint;
        this.messageInProgress = endpoint.messageInProgress();
        this.socket = endpoint.socket();
        this.threads = threads;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void take(FrameQueue queue) {
        ByteBuffer buffer = BUFFERS.take();
        while (!queue.isEmpty()) {
            SubscriptionStart start = queue.firstStart();
            ServerFrame frame = queue.firstFrame();
            byte[] head = start.bytes();
            byte[] rest = frame.rest(start.version());
            int length = head.length + rest.length;
            if (length + WebSocketFrameHeader.MAX_LENGTH > buffer.remaining()) {
                if (buffer.position() > 0) {
                    break;
                }
                WebSocketFrameHeader.put(buffer, frame.isText(), length);
                queue.removeFirst();
                taken = new ByteBuffer[] {buffer.flip(), ByteBuffer.wrap(head), ByteBuffer.wrap(rest)};
                return;
            }
            WebSocketFrameHeader.put(buffer, frame.isText(), length);
            buffer.put(head).put(rest);
            queue.removeFirst();
        }
        taken = new ByteBuffer[] {buffer.flip()};
    }

    @Override
    public boolean write(Completion completion) throws IOException {
        if (messageInProgress.tryAcquire()) {
            return writeHolding(completion);
        }
        threads.execute(() -> writeAfterContainer(completion));
        return false;
    }

    /** A pong or a close frame of the container is on its way. */
    private void writeAfterContainer(Completion completion) {
        try {
            if (!messageInProgress.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                completion.failed(new IOException("a message of the container does not end"));
            } else if (writeHolding(completion)) {
                completion.written();
            }
        } catch (IOException | RuntimeException failure) {
            completion.failed(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            completion.failed(interrupted);
        }
    }

    private boolean writeHolding(Completion completion) throws IOException {
        if (!session.isOpen()) {
            end();
            throw new IOException("the session has been closed");
        }
        CompletionState state = socket.write(
                BlockingMode.NON_BLOCK,
                -1,
                TimeUnit.MILLISECONDS,
                null,
                SocketWrapperBase.COMPLETE_WRITE,
                new SocketCompletion(completion),
                taken);
        if (state == CompletionState.NOT_DONE) {
            end();
            throw new IOException("somebody else writes to the socket");
        }
        if (state == CompletionState.INLINE) {
            end();
        }
        return state == CompletionState.INLINE;
    }

    /** Gives the buffer back and lets the container's messages pass. */
    private void end() {
        BUFFERS.giveBack(taken[0]);
        taken = NOTHING;
        endpoint.endMessage();
    }

    private final class SocketCompletion implements CompletionHandler<Long, @Nullable Void> {
        private final Completion completion;

        SocketCompletion(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void completed(Long written, @Nullable Void attachment) {
            try {
                end();
            } catch (RuntimeException failure) {
                completion.failed(failure);
                return;
            }
            completion.written();
        }

        @Override
        public void failed(Throwable cause, @Nullable Void attachment) {
            try {
                end();
            } finally {
                completion.failed(cause);
            }
        }
    }
}
