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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps what is written, and can leave a write open until the test ends it. */
final class RecordingSink implements FrameSink {
    final List<String> written = new ArrayList<>();
    final AtomicInteger writes = new AtomicInteger();
    boolean waiting;

    @Nullable IOException failure;

    @Nullable Completion open;

    private final AtomicInteger writers = new AtomicInteger();
    private final boolean blocking;
    private List<String> taken = List.of();

    RecordingSink(boolean blocking) {
        this.blocking = blocking;
    }

    @Override
    public void take(FrameQueue queue) {
        List<String> frames = new ArrayList<>();
        while (!queue.isEmpty()) {
            byte[] rest = queue.firstFrame().rest(queue.firstStart().version());
            frames.add(new String(rest, StandardCharsets.UTF_8));
            queue.removeFirst();
        }
        taken = frames;
    }

    @Override
    public boolean write(Completion completion) throws IOException {
        if (writers.incrementAndGet() != 1) {
            throw new AssertionError("two threads write at the same time");
        }
        writes.incrementAndGet();
        try {
            if (failure != null) {
                throw failure;
            }
            written.addAll(taken);
        } finally {
            writers.decrementAndGet();
        }
        if (waiting) {
            open = completion;
        }
        return !waiting;
    }

    @Override
    public boolean isBlocking() {
        return blocking;
    }
}
