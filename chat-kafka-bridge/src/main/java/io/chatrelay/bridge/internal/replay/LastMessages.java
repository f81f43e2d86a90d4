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

import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.cursor.OffsetIndex;
import io.chatrelay.core.cursor.OffsetList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the newest messages of a destination begin. What the index knows needs no reading; beyond that the log is read
 * backwards in stretches that grow, and what is read goes into the index for everybody.
 */
final class LastMessages {

    private static final long FIRST_STRETCH = 4 * 1024;

    private static final long LONGEST_STRETCH = 256 * 1024;

    private final PartitionLog log;

    private final String destination;

    private final int wanted;

    private final long before;

    private long stretch = FIRST_STRETCH;

    /** Everything of the destination from here on, and before {@link #before}, is known. */
    private long searchedFrom = -1;

    private int restarts;

    private long first;

    private int found;

    private final long mostSearched;

    private long searched;

    private @Nullable GapReason limit;

    /** Where the newest stretch ends that could not be read. */
    private long damagedTo;

    /**
     * @param wanted how many messages
     * @param before the offset that they are all before
     * @param mostSearched how many records are looked at, about
     */
    LastMessages(PartitionLog log, String destination, int wanted, long before, long mostSearched) {
        this.log = log;
        this.destination = destination;
        this.wanted = wanted;
        this.before = before;
        this.mostSearched = mostSearched;
    }

    /** How many messages were found. */
    int found() {
        return this.found;
    }

    /** The offset of the first message that was found, or of where there would be one. */
    long first() {
        return this.first;
    }

    /** Why messages between the first that was found and the tail may be missing, or {@code null}. */
    @Nullable GapReason gap() {
        return this.damagedTo > this.first ? GapReason.UNREADABLE : this.limit;
    }

    /**
     * Searches a little; returns whether the search is over.
     *
     * @param beginning the offset of the first record that there is
     */
    boolean step(ReplayContext context, long beginning) {
        lookIntoIndex(beginning);
        if (this.found >= this.wanted || this.searchedFrom <= beginning) {
            return true;
        }
        long left = this.mostSearched - this.searched;
        if (left <= 0) {
            this.limit = GapReason.SEARCH_LIMIT;
            return true;
        }
        long from = Math.max(beginning, this.searchedFrom - Math.min(left, this.stretch));
        this.stretch = Math.min(LONGEST_STRETCH, 4 * this.stretch);
        this.searched += this.searchedFrom - from;
        context.withReader(HistoryRead.SCAN, reader -> search(context, reader, from));
        return this.found >= this.wanted || from <= beginning;
    }

    /** Each time anew, because others may have put into the index meanwhile what is looked for here. */
    private void lookIntoIndex(long beginning) {
        this.log.lock().lock();
        try {
            OffsetIndex.Found known = this.log.index().find(this.destination);
            long tail = Math.min(this.before, this.log.ring().to());
            long knownFrom = Math.min(tail, known.from());
            if (this.searchedFrom >= 0 && this.searchedFrom <= knownFrom) {
                return;
            }
            int deleted = known.offsets().countBefore(beginning);
            this.searchedFrom = knownFrom;
            this.restarts = this.log.ring().restarts();
            this.first = Math.max(tail, beginning);
            this.found = 0;
            takeNewest(known.offsets(), deleted, known.offsets().countBefore(this.before));
        } finally {
            this.log.lock().unlock();
        }
    }

    private void takeNewest(OffsetList offsets, int from, int to) {
        int taken = Math.min(to - from, this.wanted - this.found);
        if (taken > 0) {
            this.first = offsets.get(to - taken);
            this.found += taken;
        }
    }

    private boolean search(ReplayContext context, LogReader reader, long from) {
        boolean forAll = isBeginningOfIndex();
        DestinationOffsets stretch = new DestinationOffsets(from, forAll ? null : this.destination);
        long next = from;
        while (next < this.searchedFrom) {
            ReadEnd read = reader.read(this.log.partition(), next, this.searchedFrom, this.restarts, logged -> {
                stretch.add(logged);
                return true;
            });
            Missing missing = read.missing();
            if (missing != null) {
                context.remember(this.log, this.restarts, missing);
                if (missing.reason() == GapReason.UNREADABLE) {
                    this.damagedTo = Math.max(this.damagedTo, missing.next());
                }
            }
            next = missing == null ? this.searchedFrom : missing.next();
        }
        if (forAll) {
            remember(from, stretch.byDestination());
        }
        OffsetList mine = stretch.of(this.destination);
        if (mine != null) {
            takeNewest(mine, 0, mine.size());
        }
        rememberMine(from, mine == null ? new OffsetList(from) : mine);
        this.searchedFrom = from;
        return true;
    }

    private boolean isBeginningOfIndex() {
        this.log.lock().lock();
        try {
            return this.log.index().from() == this.searchedFrom;
        } finally {
            this.log.lock().unlock();
        }
    }

    private void remember(long from, Map<String, OffsetList> byDestination) {
        this.log.lock().lock();
        try {
            if (this.log.index().from() == this.searchedFrom && this.log.ring().restarts() == this.restarts) {
                this.log.index().prepend(from, byDestination);
            }
        } finally {
            this.log.lock().unlock();
        }
    }

    /** The index may have no room for all destinations, but it has for this one, which is not searched for again. */
    private void rememberMine(long from, OffsetList mine) {
        this.log.lock().lock();
        try {
            if (this.log.ring().restarts() == this.restarts) {
                this.log.index().prepend(this.destination, from, this.searchedFrom, mine);
            }
        } finally {
            this.log.lock().unlock();
        }
    }
}
