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
package io.chatrelay.core.cursor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many offsets all indexes of a node remember together. Thread-safe.
 *
 * @since 0.1
 */
public final class IndexBudget {

    /** What a destination costs beside its offsets, in offsets. */
    static final int PER_DESTINATION = 25;

    private final long limit;

    private final AtomicLong used = new AtomicLong();

    /** @param limit in offsets, of 8 bytes each */
    public IndexBudget(long limit) {
        this.limit = limit;
    }

    void take(long offsets) {
        if (offsets != 0) {
            used.addAndGet(offsets);
        }
    }

    void give(long offsets) {
        used.addAndGet(-offsets);
    }

    boolean isExceeded() {
        return used.get() > limit;
    }

    boolean isHalfUsed() {
        return used.get() > limit / 2;
    }

    /** Returns how many offsets are remembered, with what destinations cost beside them. */
    public long used() {
        return used.get();
    }
}
