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

import java.util.Arrays;

/**
 * Offsets of one destination's messages, ascending, without those before {@link #from}. Not thread-safe.
 *
 * @since 0.1
 */
public final class OffsetList {

    private static final int FIRST_CAPACITY = 4;

    private long[] offsets = {};

    private int first;

    private int size;

    private long from;

    /** @param from where the list begins to be complete */
    public OffsetList(long from) {
        this.from = from;
    }

    /** Returns the offset that the list is complete from. */
    public long from() {
        return from;
    }

    /** Returns how many offsets there are. */
    public int size() {
        return size;
    }

    /** Returns an offset by its place, from 0 for the oldest. */
    public long get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return offsets[(first + index) % offsets.length];
    }

    long last() {
        return get(size - 1);
    }

    /** Returns how many of the offsets are below the given one. */
    public int countBefore(long offset) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first of the offsets from the given one on, or -1. */
    long firstFrom(long offset) {
        int index = countBefore(offset);
        return index == size ? -1 : get(index);
    }

    /**
     * Adds a newer one, and forgets the oldest if there would be more than the limit.
     *
     * @return by how many the list has grown: 1 or 0
     */
    public int append(long offset, int limit) {
        if (size == limit) {
            from = offsets[first] + 1;
            first = (first + 1) % offsets.length;
            size--;
            add(offset);
            return 0;
        }
        add(offset);
        return 1;
    }

    private void add(long offset) {
        if (size == offsets.length) {
            offsets = toArray(0, Math.max(FIRST_CAPACITY, size + (size >> 1)));
            first = 0;
        }
        offsets[(first + size) % offsets.length] = offset;
        size++;
    }

    private long[] toArray(int skipped, int length) {
        long[] array = new long[length];
        for (int i = skipped; i < size; i++) {
            array[i - skipped] = get(i);
        }
        return array;
    }

    /** The newest of these, for an index that covers everything from {@code start} on. */
    OffsetList newest(int limit, long start) {
        OffsetList copy = new OffsetList(Math.max(start, from));
        int skipped = Math.max(0, size - limit);
        copy.offsets = toArray(skipped, size - skipped);
        copy.size = size - skipped;
        if (skipped > 0) {
            copy.from = get(skipped - 1) + 1;
        }
        return copy;
    }

    OffsetList copy() {
        return newest(size, from);
    }

    /** Puts older ones in front, the newest of them if not all fit; returns by how many the list has grown. */
    int prepend(OffsetList older, int limit, long start) {
        OffsetList fitting = older.newest(limit - size, start);
        long[] joined = Arrays.copyOf(fitting.toArray(0, fitting.size), fitting.size + size);
        for (int i = 0; i < size; i++) {
            joined[fitting.size + i] = get(i);
        }
        offsets = joined;
        first = 0;
        size = joined.length;
        from = fitting.from;
        return fitting.size;
    }

    /** Everything from {@code start} on was looked at, which had been so from {@code earlier} on. */
    void coverFrom(long earlier, long start) {
        if (from == earlier) {
            from = start;
        }
    }
}
