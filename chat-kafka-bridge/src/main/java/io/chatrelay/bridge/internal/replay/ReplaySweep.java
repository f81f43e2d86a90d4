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

    /** Whether somebody stands before an offset. */
    synchronized boolean isAnybodyBefore(long offset) {
        return isBefore(this.replays, offset) || isBefore(this.checks, offset);
    }

    private static boolean isBefore(TreeMap<Long, ?> byOffset, long offset) {
        return !byOffset.isEmpty() && byOffset.firstKey() < offset;
    }

    /** Whether somebody stands at an offset or behind it. */
    synchronized boolean isAnybodyFrom(long offset) {
        return this.replays.ceilingKey(offset) != null || this.checks.ceilingKey(offset) != null;
    }

    /**
     * Goes to the next place where somebody stands, upwards and then from the lowest again; returns it, or -1 if there is nobody.
     *
     * @param end who stands there or behind it does not count
     */
    synchronized long goOn(long end) {
        long next = next(this.position, end);
        this.position = next < 0 ? next(0, end) : next;
        return this.position;
    }

    private long next(long from, long end) {
        long next = Math.min(ceiling(this.replays, from), ceiling(this.checks, from));
        return next < end ? next : -1;
    }

    private static long ceiling(TreeMap<Long, ?> byOffset, long from) {
        Long next = byOffset.ceilingKey(from);
        return next == null ? Long.MAX_VALUE : next;
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
