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
package io.chatrelay.core.subscription;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers something about recently used destinations, never about more than its limit. Nobody waits for anybody: the
 * cache is an array of small sets of slots, a destination has its place in one set, and what comes new to a full set
 * takes the slot of another. That may forget a value another thread has just put; whoever misses it computes it again.
 */
final class MatchCache<V extends MatchCache.Entry> {

    private static final int MOST_WAYS = 4;

    private final int sets;

    private final int ways;

    private final AtomicReferenceArray<@Nullable V> slots;

    /** @param limit the most entries to hold, at least 1 */
    MatchCache(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("cacheLimit: " + limit + " (expected: at least 1)");
        }
        this.ways = Math.min(limit, MOST_WAYS);
        this.sets = limit / this.ways;
        this.slots = new AtomicReferenceArray<>(this.sets * this.ways);
    }

    @Nullable V get(String destination) {
        int first = firstSlot(destination);
        for (int way = 0; way < this.ways; way++) {
            V entry = this.slots.get(first + way);
            if (entry != null && entry.destination().equals(destination)) {
                return entry;
            }
        }
        return null;
    }

    void put(V entry) {
        this.slots.set(slotFor(entry.destination()), entry);
    }

    int size() {
        int count = 0;
        for (int i = 0; i < this.slots.length(); i++) {
            if (this.slots.get(i) != null) {
                count++;
            }
        }
        return count;
    }

    private int slotFor(String destination) {
        int first = firstSlot(destination);
        int free = -1;
        for (int way = 0; way < this.ways; way++) {
            V entry = this.slots.get(first + way);
            if (entry == null) {
                free = free < 0 ? first + way : free;
            } else if (entry.destination().equals(destination)) {
                return first + way;
            }
        }
        return free >= 0 ? free : first + ThreadLocalRandom.current().nextInt(this.ways);
    }

    private int firstSlot(String destination) {
        int hash = destination.hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ (hash >>> 16), this.sets) * this.ways;
    }

    /** A value that knows the destination it is about. */
    interface Entry {

        String destination();
    }
}
