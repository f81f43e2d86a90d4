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
import org.jspecify.annotations.Nullable;

/**
 * Frames in the order they are to leave. Takes no memory while it is empty, which is how most sessions spend their time.
 * Not thread-safe.
 */
final class FrameQueue {
    private static final int FIRST_CAPACITY = 8;
    private static final int KEPT_CAPACITY = 256;
    private static final SubscriptionStart[] NO_STARTS = {};
    private static final @Nullable ServerFrame[] NO_FRAMES = {};

    /** Rings of the same length, a power of two. */
    private SubscriptionStart[] starts = NO_STARTS;

    private @Nullable ServerFrame[] frames = NO_FRAMES;
    private int first;
    private int size;
    private long bytes;

    void add(SubscriptionStart start, ServerFrame frame) {
        if (size == frames.length) {
            grow();
        }
        int slot = first + size & frames.length - 1;
        starts[slot] = start;
        frames[slot] = frame;
        size++;
        bytes += length(start, frame);
    }

    private void grow() {
        int capacity = Math.max(FIRST_CAPACITY, 2 * size);
        SubscriptionStart[] moreStarts = new SubscriptionStart[capacity];
        @Nullable ServerFrame[] moreFrames = new ServerFrame[capacity];
        for (int i = 0; i < size; i++) {
            int slot = first + i & frames.length - 1;
            moreStarts[i] = starts[slot];
            moreFrames[i] = frames[slot];
        }
        starts = moreStarts;
        frames = moreFrames;
        first = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns how many bytes the frames have. */
    long bytes() {
        return bytes;
    }

    /** Returns the start of the first frame; not if there is none. */
    SubscriptionStart firstStart() {
        return starts[first];
    }

    /** Returns the first frame; not if there is none. */
    ServerFrame firstFrame() {
        ServerFrame frame = frames[first];
        if (frame == null) {
            throw new IllegalStateException("the queue is empty");
        }
        return frame;
    }

    void removeFirst() {
        bytes -= length(firstStart(), firstFrame());
        frames[first] = null;
        first = first + 1 & frames.length - 1;
        size--;
        if (size == 0) {
            first = 0;
            if (frames.length > KEPT_CAPACITY) {
                clear();
            }
        }
    }

    void clear() {
        starts = NO_STARTS;
        frames = NO_FRAMES;
        first = 0;
        size = 0;
        bytes = 0;
    }

    static int length(SubscriptionStart start, ServerFrame frame) {
        return start.bytes().length + frame.rest(start.version()).length;
    }
}
