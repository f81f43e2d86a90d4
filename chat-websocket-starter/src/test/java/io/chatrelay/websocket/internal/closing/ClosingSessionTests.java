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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

class ClosingSessionTests {
    private final WebSocketSession container = mock();

    @Test
    void closingWaitsForTheMessageThatIsBeingSentButNotForEver() throws Exception {
        TextMessage message = new TextMessage("being sent");
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        doAnswer(invocation -> {
                    sending.countDown();
                    assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
                    calls.add("sent");
                    return null;
                })
                .when(container)
                .sendMessage(message);
        doAnswer(invocation -> calls.add("closed")).when(container).close(CloseStatus.SERVICE_RESTARTED);
        ClosingSession closing = new ClosingSession(container);
        Thread sender = new Thread(() -> sendQuietly(closing, message));
        sender.start();
        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();

        closing.close(CloseStatus.SERVICE_RESTARTED);
        assertThat(calls).as("the client does not read").containsExactly("closed");
        Thread closer = new Thread(() -> closeQuietly(closing));
        closer.start();
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        sender.join(10_000);
        closer.join(10_000);

        assertThat(calls).containsExactly("closed", "sent", "closed");
    }

    @Test
    void sessionWhoseClientFetchesWhatItGetsClosesWhenThatIsFetched() throws Exception {
        PolledSession polled = mock();

        ClosingSession.closeWhenRead(new ClosingSession(polled), CloseStatus.PROTOCOL_ERROR);

        verify(polled).closeWhenRead(CloseStatus.PROTOCOL_ERROR);
        verify(polled, never()).close(any());
    }

    private interface PolledSession extends WebSocketSession, EndsWhenRead {}

    private static void closeQuietly(WebSocketSession closing) {
        try {
            closing.close(CloseStatus.SERVICE_RESTARTED);
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }

    private static void sendQuietly(WebSocketSession session, TextMessage message) {
        try {
            session.sendMessage(message);
        } catch (Exception ex) {
            throw new AssertionError(ex);
        }
    }
}
