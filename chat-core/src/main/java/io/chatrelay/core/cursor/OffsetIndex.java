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

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a partition the newest messages of each destination are, so that a few of one destination are found among a
 * million of others without reading those. Covers the partition from {@link #from} to where the tail stands. Not
 * thread-safe, to be guarded by the lock that the partition's tail is dispatched under.
 *
 * <p>Memory: 8 bytes an offset, about 200 bytes a destination. When the {@link IndexBudget} is used up, the destinations that
 * were longest not written to or asked for are forgotten, which is no error: {@link Found#from} says from where on nothing is missing.
 *
 * @since 0.1
 */
public final class OffsetIndex {

    private final int perDestination;

    private final IndexBudget budget;

    /** The destination that was longest not written to or asked for comes first. */
    private final Map<String, OffsetList> destinations = new LinkedHashMap<>(16, 0.75f, true);

    private long from;

    /** A destination that is not here has nothing from this offset on; at least {@link #from}. */
    private long absentFrom;

    /**
     * @param perDestination how many offsets of one destination are remembered at most, at least 1
     * @param budget shared with the indexes of other partitions
     */
    public OffsetIndex(int perDestination, IndexBudget budget) {
        if (perDestination < 1) {
            throw new IllegalArgumentException("perDestination: " + perDestination + " (expected: at least 1)");
        }
        this.perDestination = perDestination;
        this.budget = budget;
    }

    /**
     * What is known of a destination.
     *
     * @param offsets of its newest messages, ascending
     * @param from there is no other one from this offset on
     */
    public record Found(OffsetList offsets, long from) {}

    /** Returns the first offset that was looked at. */
    public long from() {
        return from;
    }

    /** Forgets everything and covers the partition from an offset on. */
    public void restart(long offset) {
        destinations.values().forEach(this::giveBack);
        destinations.clear();
        from = offset;
        absentFrom = offset;
    }

    private void giveBack(OffsetList list) {
        budget.give(list.size() + IndexBudget.PER_DESTINATION);
    }

    /** Adds a message that the tail dispatches. */
    public void append(String destination, long offset) {
        OffsetList list = destinations.get(destination);
        if (list == null) {
            list = new OffsetList(absentFrom);
            destinations.put(destination, list);
            budget.take(IndexBudget.PER_DESTINATION);
        }
        budget.take(list.append(offset, perDestination));
        while (budget.isExceeded() && destinations.size() > 1) {
            evictEldest();
        }
    }

    private void evictEldest() {
        Iterator<OffsetList> eldest = destinations.values().iterator();
        OffsetList evicted = eldest.next();
        eldest.remove();
        giveBack(evicted);
        if (evicted.size() > 0) {
            absentFrom = Math.max(absentFrom, evicted.last() + 1);
        }
    }

    /** Returns what is known of a destination. */
    public Found find(String destination) {
        OffsetList list = listOf(destination);
        return list == null ? new Found(new OffsetList(absentFrom), absentFrom) : new Found(list.copy(), list.from());
    }

    /**
     * Returns the first offset from the given one on that has to be looked at for a destination: that of its next message, the
     * given one if nothing is known there, or the tail if there is no message up to it.
     */
    public long next(String destination, long offset, long tail) {
        OffsetList list = listOf(destination);
        long known = list == null ? absentFrom : list.from();
        if (offset < known) {
            return offset;
        }
        long found = list == null ? -1 : list.firstFrom(offset);
        return found < 0 ? Math.max(offset, tail) : found;
    }

    private @Nullable OffsetList listOf(String destination) {
        return destinations.get(destination);
    }

    /**
     * Adds a stretch before {@link #from}, unless half of the budget is used: the rest is for what is new.
     *
     * @param start the first offset of the stretch, which ends at {@link #from}
     * @param stretch what each destination has in it; read since the index was last restarted
     */
    public void prepend(long start, Map<String, OffsetList> stretch) {
        if (start > from) {
            throw new IllegalArgumentException("start: " + start + " (expected: at most " + from + ")");
        }
        if (budget.isHalfUsed()) {
            return;
        }
        boolean completeSoFar = absentFrom == from;
        // Before older ones come in front: a list that has no room for them is complete from here still, and only from
        // here.
        for (OffsetList list : destinations.values()) {
            list.coverFrom(from, start);
        }
        for (Map.Entry<String, OffsetList> entry : stretch.entrySet()) {
            OffsetList later = listOf(entry.getKey());
            if (later == null) {
                if (completeSoFar && entry.getValue().size() > 0) {
                    OffsetList added = entry.getValue().newest(perDestination, start);
                    destinations.put(entry.getKey(), added);
                    budget.take(added.size() + IndexBudget.PER_DESTINATION);
                }
            } else if (later.from() == start) {
                budget.take(later.prepend(entry.getValue(), perDestination, start));
            }
        }
        absentFrom = completeSoFar ? start : absentFrom;
        from = start;
    }

    /**
     * Adds what one destination has in a stretch, which may be nothing, if the stretch ends where the destination is known from. Takes
     * the room of the destinations that were longest not asked for, whatever half of the budget is used.
     *
     * @param start the first offset of the stretch
     * @param end the offset after its last one
     */
    public void prepend(String destination, long start, long end, OffsetList stretch) {
        OffsetList later = listOf(destination);
        if (later == null && end >= absentFrom && start < absentFrom) {
            OffsetList added = stretch.newest(perDestination, start);
            destinations.put(destination, added);
            budget.take(added.size() + IndexBudget.PER_DESTINATION);
        } else if (later != null && later.from() == end) {
            budget.take(later.prepend(stretch, perDestination, start));
        }
        while (budget.isExceeded() && destinations.size() > 1) {
            evictEldest();
        }
    }

    /** How many destinations are known. */
    public int size() {
        return destinations.size();
    }
}
