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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JettySinkTests {

    private final CoreSession session = mock(CoreSession.class);
    private final FrameSink.Completion completion = mock(FrameSink.Completion.class);
    private final List<Frame> sent = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private final FrameQueue queue = new FrameQueue();
    private final JettySink sink = new JettySink(session);

    @BeforeEach
    void keepCallbacks() {
        doAnswer(call -> sent.add(call.getArgument(0)) && callbacks.add(call.getArgument(1)))
                .when(session)
                .sendFrame(any(), any(), anyBoolean());
        doAnswer(call -> callbacks.add(call.getArgument(0))).when(session).flush(any());
    }

    @Test
    void sendsTheBytesOfAllFramesAndFlushesOnce() {
        SubscriptionStart start = new SubscriptionStart(StompVersion.V1_2, "0");
        queue.add(start, new EncodedFrame(bytes("rest"), true));
        queue.add(SubscriptionStart.NONE, new EncodedFrame(new byte[] {(byte) 0xff}, false));

        sink.take(queue);
        sink.write(completion);

        assertThat(queue.isEmpty()).isTrue();
        assertThat(sent).extracting(Frame::getOpCode).containsExactly(OpCode.TEXT, OpCode.BINARY);
        assertThat(sent.get(0).getPayloadAsUTF8())
                .isEqualTo(new String(start.bytes(), StandardCharsets.UTF_8) + "rest");
        assertThat(sent.get(1).getPayload().array()).containsExactly(0xff);
        verify(session).flush(any());
    }

    @Test
    void leavesToTheLaneWhatWouldOnlyWaitInsideJetty() {
        for (int frame = 0; frame < 4; frame++) {
            queue.add(SubscriptionStart.NONE, new EncodedFrame(new byte[10_000], true));
        }

        sink.take(queue);

        assertThat(queue.bytes()).isEqualTo(20_000);
    }

    @Test
    void isDoneAtOnceIfTheNetworkTookAll() {
        doAnswer(call -> {
                    callbacks.forEach(Callback::succeeded);
                    call.<Callback>getArgument(0).succeeded();
                    return null;
                })
                .when(session)
                .flush(any());

        assertThat(writeTwoFrames()).isTrue();
        verifyNoInteractions(completion);
    }

    @Test
    void tellsOnceWhenTheNetworkHasTakenAll() {
        assertThat(writeTwoFrames()).isFalse();
        callbacks.subList(0, 2).forEach(Callback::succeeded);
        verifyNoInteractions(completion);

        callbacks.get(2).succeeded();

        verify(completion).written();
    }

    @Test
    void tellsOnceThatTheSessionIsBroken() {
        IOException gone = new IOException("Broken pipe");
        assertThat(writeTwoFrames()).isFalse();

        callbacks.get(0).succeeded();
        callbacks.get(1).failed(gone);
        callbacks.get(2).failed(new IOException("closed"));

        verify(completion).failed(gone);
    }

    @Test
    void frameThatFailsBeforeTheCallReturnsIsNoSuccess() {
        IOException closed = new IOException("closed");
        doAnswer(call -> {
                    call.<Callback>getArgument(1).failed(closed);
                    return null;
                })
                .when(session)
                .sendFrame(any(), any(), anyBoolean());

        assertThat(writeTwoFrames()).isFalse();
        callbacks.forEach(Callback::succeeded);

        verify(completion).failed(closed);
    }

    private boolean writeTwoFrames() {
        queue.add(SubscriptionStart.NONE, new EncodedFrame(bytes("one"), true));
        queue.add(SubscriptionStart.NONE, new EncodedFrame(bytes("two"), true));
        sink.take(queue);
        return sink.write(completion);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
