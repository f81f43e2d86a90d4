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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that frames are put into on their way to a socket. A session has one only while it is being written to, so a
 * few serve all sessions; those that clients keep waiting are made as needed and not kept. Thread-safe.
 */
final class WriteBuffers {
    /** Some fifty frames of a chat; more in one write saves nothing that could be measured. */
    static final int CAPACITY = 16 * 1024;

    private static final int MOST_KEPT = 64;

    private final ConcurrentLinkedQueue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger keptCount = new AtomicInteger();

    /** Returns an empty buffer outside the heap, so that the JDK need not copy it once more. */
    ByteBuffer take() {
        @Nullable ByteBuffer buffer = kept.poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(CAPACITY);
        }
        keptCount.decrementAndGet();
        return buffer;
    }

    void giveBack(ByteBuffer buffer) {
        if (keptCount.incrementAndGet() <= MOST_KEPT) {
            buffer.clear();
            kept.add(buffer);
        } else {
            keptCount.decrementAndGet();
        }
    }
}
