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
package io.chatrelay.bridge.internal.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind in one partition, by where they stand, and the way through them: upwards from one place to the next, and then
 * again from the lowest. Thread-safe.
 */
final class ReplaySweep {

    private final TreeMap<Long, List<Replay>> replays = new TreeMap<>();

    /** Those that need to see a record, by its offset. */
    private final TreeMap<Long, List<ReplayJob>> checks = new TreeMap<>();

    private long position;

    synchronized void add(long offset, Replay replay) {
        this.replays.computeIfAbsent(offset, added -> new ArrayList<>(2)).add(replay);
    }

    /** A job that goes on when the record at an offset is read. */
    synchronized void add(long offset, ReplayJob check) {
        this.checks.computeIfAbsent(offset, added -> new ArrayList<>(2)).add(check);
    }

    synchronized boolean isEmpty() {
        return this.replays.isEmpty() && this.checks.isEmpty();
    }

    /** Goes to the next place where somebody stands, and returns it; -1 if there is nobody. */
    synchronized long goOn() {
        if (isEmpty()) {
            this.position = 0;
            return -1;
        }
        Long next = lower(this.replays.ceilingKey(this.position), this.checks.ceilingKey(this.position));
        if (next == null) {
            next = lower(firstKey(this.replays), firstKey(this.checks));
        }
        this.position = next == null ? 0 : next;
        return this.position;
    }

    private static @Nullable Long lower(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : (Long) Math.min(one, other);
    }

    private static @Nullable Long firstKey(TreeMap<Long, ?> byOffset) {
        return byOffset.isEmpty() ? null : byOffset.firstKey();
    }

    /** Goes on from the lowest place. */
    synchronized void startAgain() {
        this.position = 0;
    }

    /** Takes out the replays that stand in a stretch. */
    synchronized List<Replay> takeReplays(long from, long to) {
        return take(this.replays, from, to);
    }

    /** Takes out the jobs that need a record of a stretch. */
    synchronized List<ReplayJob> takeChecks(long from, long to) {
        return take(this.checks, from, to);
    }

    private static <T> List<T> take(TreeMap<Long, List<T>> byOffset, long from, long to) {
        List<T> taken = new ArrayList<>();
        Map<Long, List<T>> stretch = byOffset.subMap(from, to);
        stretch.values().forEach(taken::addAll);
        stretch.clear();
        return taken;
    }

    /** The one replay that stands at an offset, if nobody else is between it and another one; else {@code null}. */
    synchronized @Nullable Replay aloneAt(long offset, long to) {
        Map<Long, List<Replay>> stretch = this.replays.subMap(offset, to);
        if (stretch.size() != 1 || !this.checks.subMap(offset, to).isEmpty()) {
            return null;
        }
        List<Replay> here = stretch.get(offset);
        return here != null && here.size() == 1 ? here.get(0) : null;
    }
}
