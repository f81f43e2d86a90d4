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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One partition as Kafka keeps it: offsets with holes, a start that retention moves, an end that a truncation may take back.
 * Remembers what retention has deleted, to tell what a subscriber ought to have had.
 */
final class ModelLog {

    private final NavigableMap<Long, Logged> written = new TreeMap<>();

    private final Map<String, NavigableMap<Long, Logged>> byDestination = new HashMap<>();

    private long start;

    private long end;

    private int number;

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** Writes a record behind so many offsets that have none. */
    Logged append(String destination, int hole) {
        end += hole;
        Logged record = new Logged(end, destination, number++);
        written.put(end, record);
        of(destination).put(end, record);
        end++;
        return record;
    }

    /** Offsets without records, as a transaction or a compaction leaves them. */
    void appendHole(int length) {
        end += length;
    }

    void deleteBefore(long offset) {
        start = Math.max(start, Math.min(offset, end));
    }

    void truncate(long offset) {
        end = Math.max(start, Math.min(offset, end));
        written.tailMap(end, true).clear();
        byDestination.values().forEach(records -> records.tailMap(end, true).clear());
    }

    void recreate() {
        written.clear();
        byDestination.clear();
        start = 0;
        end = 0;
    }

    /** Returns the record that is there at the offset or next after it, of any destination, or null. */
    @Nullable Logged firstFrom(long offset) {
        return valueOf(written.ceilingEntry(Math.max(offset, start)));
    }

    /** Returns the first record that was written to a destination from an offset on, deleted or not, or null. */
    @Nullable Logged firstWritten(String destination, long from) {
        return valueOf(of(destination).ceilingEntry(from));
    }

    /** Reads what there still is, as a consumer does. */
    Slice<Logged> read(String destination, long from, long to) {
        long readFrom = Math.max(start, Math.min(from, end));
        long readTo = Math.max(readFrom, Math.min(to, end));
        List<Logged> records =
                List.copyOf(of(destination).subMap(readFrom, readTo).values());
        return new Slice<>(readFrom, readTo, records);
    }

    private NavigableMap<Long, Logged> of(String destination) {
        return byDestination.computeIfAbsent(destination, key -> new TreeMap<>());
    }

    private static @Nullable Logged valueOf(Map.@Nullable Entry<Long, Logged> entry) {
        return entry == null ? null : entry.getValue();
    }
}
