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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/** A session for SockJS over HTTP takes what it gets and keeps it until its client fetches it. */
class BlockingSinkTests {

    private static final int BODY = 40 * 1024;

    private final List<Object> kept = new CopyOnWriteArrayList<>();

    private final WebSocketSession session = mock(WebSocketSession.class);

    private final BlockingSink sink = new BlockingSink(this.session, true, this.kept::isEmpty);

    private volatile boolean open = true;

    @BeforeEach
    void keepWhatIsSent() throws IOException {
        when(this.session.isOpen()).thenAnswer(asked -> this.open);
        doAnswer(sent -> this.kept.add(sent.getArgument(0)))
                .when(this.session)
                .sendMessage(any(WebSocketMessage.class));
    }

    private void write() throws IOException {
        FrameQueue queue = new FrameQueue();
        queue.add(SubscriptionStart.NONE, new EncodedFrame(new byte[BODY], true));
        this.sink.take(queue);
        this.sink.write(mock(FrameSink.Completion.class));
    }

    private CompletableFuture<Void> writing() {
        return CompletableFuture.runAsync(() -> {
            try {
                write();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    @Test
    void whatComesNextWaitsUntilTheClientHasFetchedWhatThereIs() throws Exception {
        write();

        CompletableFuture<Void> second = writing();

        assertThat(second).failsWithin(100, TimeUnit.MILLISECONDS);
        this.kept.clear();
        assertThat(second).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(this.kept).hasSize(1);
    }

    @Test
    void clientThatFetchesAtOnceIsNotWaitedFor() throws Exception {
        for (int i = 0; i < 100; i++) {
            write();
            this.kept.clear();
        }
    }

    @Test
    void writingEndsWithTheSession() throws Exception {
        write();
        this.open = false;

        assertThatIOException().isThrownBy(this::write).withMessageContaining("closed");
    }
}
