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
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one message after another the way that Jakarta WebSocket has for those who do not want to wait. Works with every
 * container and with every extension, such as compression.
 */
final class AsyncRemoteSink implements FrameSink {
    private final RemoteEndpoint.Async remote;
    private byte[] taken = {};
    private boolean text;

    AsyncRemoteSink(RemoteEndpoint.Async remote) {
        this.remote = remote;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void take(FrameQueue queue) {
        SubscriptionStart start = queue.firstStart();
        ServerFrame frame = queue.firstFrame();
        taken = Bytes.of(start, frame);
        text = frame.isText();
        queue.removeFirst();
    }

    @Override
    public boolean write(Completion completion) {
        Outcome outcome = new Outcome(completion);
        byte[] bytes = taken;
        taken = new byte[0];
        if (text) {
            remote.sendText(new String(bytes, StandardCharsets.UTF_8), outcome);
        } else {
            remote.sendBinary(ByteBuffer.wrap(bytes), outcome);
        }
        return outcome.returned();
    }

    /** Tells a completion before the call has returned from a later one: the first of the two flips the switch. */
    private static final class Outcome implements SendHandler {
        private final Completion completion;
        private final AtomicBoolean first = new AtomicBoolean();
        private volatile boolean failed;

        Outcome(Completion completion) {
            this.completion = completion;
        }

        /** Returns true if the message has been sent already. */
        boolean returned() {
            return !first.compareAndSet(false, true) && !failed;
        }

        @Override
        public void onResult(SendResult result) {
            Throwable failure = result.getException();
            failed = failure != null;
            boolean early = first.compareAndSet(false, true);
            if (failure != null) {
                completion.failed(failure);
            } else if (!early) {
                completion.written();
            }
        }
    }
}
