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
package io.chatrelay.core.stomp;

import java.util.Arrays;

/** Bytes of something that is not complete yet. Holds no memory while empty. */
final class ByteAccumulator {
    private static final byte[] NONE = new byte[0];
    private static final int FIRST_CAPACITY = 256;

    private byte[] bytes = NONE;
    private int size;

    /** Adds bytes; capacity doubles, but never past {@code limit}, the most that may ever be added. */
    void add(byte[] source, int from, int to, int limit) {
        int needed = size + to - from;
        if (needed > bytes.length) {
            int doubled = Math.min(Math.max(FIRST_CAPACITY, 2 * bytes.length), limit);
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
        System.arraycopy(source, from, bytes, size, to - from);
        size = needed;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int capacity() {
        return bytes.length;
    }

    /** Hands over what was added and forgets it. */
    byte[] take() {
        byte[] taken = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        release();
        return taken;
    }

    void release() {
        bytes = NONE;
        size = 0;
    }
}
