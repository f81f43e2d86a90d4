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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Writes to a session of Jetty. Never waits for the client: Jetty queues what the network does not take. Uses the layer below
 * Jetty's API for applications, which takes text as the bytes it is and writes small frames together; extensions, such as
 * compression, work on both.
 */
final class JettySink implements FrameSink {
    /** Jetty's queue has no bound: what waits longer is to wait in the lane, where it is counted. */
    private static final int BYTES_AT_ONCE = 16 * 1024;

    private final CoreSession session;
    private List<Frame> taken = List.of();

    JettySink(CoreSession session) {
        this.session = session;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public void take(FrameQueue queue) {
        List<Frame> frames = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty() && bytes < BYTES_AT_ONCE) {
            byte[] message = Bytes.of(queue.firstStart(), queue.firstFrame());
            byte code = queue.firstFrame().isText() ? OpCode.TEXT : OpCode.BINARY;
            frames.add(new Frame(code, ByteBuffer.wrap(message)));
            bytes += message.length;
            queue.removeFirst();
        }
        taken = frames;
    }

    @Override
    public boolean write(Completion completion) {
        List<Frame> frames = taken;
        taken = List.of();
        Outcome outcome = new Outcome(completion, frames.size() + 1);
        frames.forEach(frame -> session.sendFrame(frame, outcome, true));
        session.flush(outcome);
        return outcome.returned();
    }

    /** Puts the outcomes of all frames and of the flush together; Jetty may tell them before the calls return. */
    private static final class Outcome implements Callback {
        private final Completion completion;
        private final AtomicInteger awaited;
        private final AtomicBoolean failed = new AtomicBoolean();

        Outcome(Completion completion, int calls) {
            this.completion = completion;
            this.awaited = new AtomicInteger(calls + 1);
        }

        /** Returns true if all had been written before. */
        boolean returned() {
            return awaited.decrementAndGet() == 0;
        }

        @Override
        public void succeeded() {
            if (awaited.decrementAndGet() == 0) {
                completion.written();
            }
        }

        /** What failed stays awaited, so that the rest cannot make it a success. */
        @Override
        public void failed(Throwable cause) {
            if (failed.compareAndSet(false, true)) {
                completion.failed(cause);
            }
        }
    }
}
