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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of a partition, as the tail has dispatched them: everything from {@link #from} to {@link #to}. A
 * cursor that stands in there needs no read of the log to become live. Not thread-safe.
 *
 * @param <R> what stands for a record
 * @since 0.1
 */
public final class TailRing<R extends Located> {

    private static final int FIRST_CAPACITY = 16;

    /** A power of two long. */
    private @Nullable Located[] records = new Located[FIRST_CAPACITY];

    private int first;

    private int count;

    private long from;

    private long to;

    private int restarts;

    /** @param offset where the tail stands: the first offset that it will dispatch */
    public TailRing(long offset) {
        from = offset;
        to = offset;
    }

    /** Returns the first offset whose record would be here if there is one. */
    public long from() {
        return from;
    }

    /** Returns the offset after the last one that the tail has dispatched. */
    public long to() {
        return to;
    }

    /** Returns how many records are here. */
    public int size() {
        return count;
    }

    /**
     * Forgets everything and goes on elsewhere.
     *
     * @param offset where the tail stands now
     */
    public void restart(long offset) {
        records = new Located[FIRST_CAPACITY];
        first = 0;
        count = 0;
        from = offset;
        to = offset;
        restarts++;
    }

    /**
     * Returns how often it has gone on elsewhere. What was read from the log before may not be in the log after, or not at
     * its offset: it is not to be handed over any more.
     */
    public int restarts() {
        return restarts;
    }

    /**
     * Adds the record that the tail dispatches.
     *
     * @throws IllegalArgumentException if its offset is before {@link #to}
     */
    public void append(R located) {
        if (located.offset() < to) {
            throw new IllegalArgumentException("offset: " + located.offset() + " (expected: at least " + to + ")");
        }
        if (count == records.length) {
            grow();
        }
        records[slot(count)] = located;
        count++;
        to = located.offset() + 1;
    }

    /** The tail has found nothing up to an offset. */
    public void advance(long offset) {
        to = Math.max(to, offset);
    }

    /** Forgets the oldest record, and returns it; null if there is none. */
    public @Nullable R removeOldest() {
        if (count == 0) {
            return null;
        }
        R oldest = at(0);
        records[first] = null;
        first = first + 1 & records.length - 1;
        count--;
        from = oldest.offset() + 1;
        return oldest;
    }

    /** Returns the newest record, or null if there is none. */
    public @Nullable R newest() {
        return count == 0 ? null : at(count - 1);
    }

    /** Returns the record at an offset, or null if there is none or it is not here. */
    public @Nullable R find(long offset) {
        int index = firstFrom(offset);
        return index < count && at(index).offset() == offset ? at(index) : null;
    }

    /**
     * Reads records from an offset on, up to the newest or a limit.
     *
     * @param offset in {@link #from} to {@link #to}
     * @param maxBytes no further record is looked at once those found are as large
     * @param maxRecords how many records are looked at, at most
     */
    public Slice<R> read(long offset, Predicate<? super R> wanted, int maxBytes, int maxRecords) {
        if (offset < from || offset > to) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: " + from + " to " + to + ")");
        }
        List<R> found = new ArrayList<>();
        int bytes = 0;
        int first = firstFrom(offset);
        for (int i = first; i < count; i++) {
            R located = at(i);
            if (bytes >= maxBytes || i - first >= maxRecords) {
                return new Slice<>(offset, located.offset(), found);
            }
            if (wanted.test(located)) {
                found.add(located);
                bytes += located.size();
            }
        }
        return new Slice<>(offset, to, found);
    }

    /** The index of the first record at or after an offset. */
    private int firstFrom(long offset) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @SuppressWarnings("unchecked") // only records of this type are added
    private R at(int index) {
        Located located = records[slot(index)];
        if (located == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return (R) located;
    }

    private int slot(int index) {
        return first + index & records.length - 1;
    }

    private void grow() {
        @Nullable Located[] larger = new Located[2 * records.length];
        for (int i = 0; i < count; i++) {
            larger[i] = records[slot(i)];
        }
        records = larger;
        first = 0;
    }
}
