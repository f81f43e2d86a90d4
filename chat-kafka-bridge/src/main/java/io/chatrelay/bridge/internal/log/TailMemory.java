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
package io.chatrelay.bridge.internal.log;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Bounds what the rings of all partitions hold together: the oldest message goes first, whichever partition it is in. The
 * tail thread's own.
 */
final class TailMemory {

    private final long limit;

    /** In the order of the messages. */
    private final Queue<PartitionLog> order = new ArrayDeque<>();

    private long used;

    /** @param limit in bytes */
    TailMemory(long limit) {
        this.limit = limit;
    }

    /** A partition has one more message. */
    void added(PartitionLog log, int size) {
        this.order.add(log);
        this.used += size;
    }

    /** A partition has forgotten all its messages. */
    void freed(PartitionLog log, long bytes) {
        this.used -= bytes;
        this.order.removeIf(each -> each == log);
    }

    /** Forgets messages until the rest fits. To be called without the lock of any partition. */
    void trim() {
        while (this.used > this.limit) {
            PartitionLog oldest = this.order.poll();
            if (oldest == null) {
                return;
            }
            oldest.lock().lock();
            try {
                this.used -= oldest.forgetOldest();
            } finally {
                oldest.lock().unlock();
            }
        }
    }
}
