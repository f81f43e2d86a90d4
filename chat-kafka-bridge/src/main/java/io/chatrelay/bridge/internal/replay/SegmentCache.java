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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments that were read lately, so that subscriptions which come one after another share what is read. Thread-safe; a
 * segment is used by whoever works on its partition.
 */
final class SegmentCache {

    /** A segment begins at a multiple of this, if it can. */
    private static final int ALIGNMENT = 4 * 1024;

    private final long limit;

    /** By partition and first offset; the one that was longest not used comes first. */
    private final Map<Key, Segment> byAge = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Integer, TreeMap<Long, Segment>> byPartition = new LinkedHashMap<>();

    private long bytes;

    private record Key(int partition, long from) {}

    /** @param limit in bytes */
    SegmentCache(long limit) {
        this.limit = limit;
    }

    /**
     * The segment that has an offset, or {@code null}.
     *
     * @param restarts how often the partition's log has gone on elsewhere: what was read before the last time is forgotten
     */
    synchronized @Nullable Segment find(int partition, long offset, int restarts) {
        Segment before = atOrBefore(partition, offset);
        if (before != null && before.restarts() != restarts) {
            clear(partition);
            return null;
        }
        if (before == null || before.to() <= offset) {
            return null;
        }
        this.byAge.get(new Key(partition, before.from()));
        return before;
    }

    private @Nullable Segment atOrBefore(int partition, long offset) {
        TreeMap<Long, Segment> present = this.byPartition.get(partition);
        Map.Entry<Long, Segment> floor = present == null ? null : present.floorEntry(offset);
        return floor == null ? null : floor.getValue();
    }

    /** Where a segment begins that is to have an offset which none has yet. */
    synchronized long start(int partition, long offset) {
        long aligned = offset - offset % ALIGNMENT;
        Segment before = atOrBefore(partition, offset);
        return before == null ? aligned : Math.max(aligned, before.to());
    }

    /** Where a segment that begins there ends at the latest. */
    static long end(long start) {
        return start - start % ALIGNMENT + ALIGNMENT;
    }

    /** Keeps a segment, in place of those that were longest not used; the newest is kept however large it is. */
    synchronized void add(int partition, Segment segment) {
        this.byPartition.computeIfAbsent(partition, added -> new TreeMap<>()).put(segment.from(), segment);
        Segment replaced = this.byAge.put(new Key(partition, segment.from()), segment);
        this.bytes += segment.bytes() - (replaced == null ? 0 : replaced.bytes());
        Iterator<Map.Entry<Key, Segment>> eldest = this.byAge.entrySet().iterator();
        while (this.bytes > this.limit && this.byAge.size() > 1) {
            Map.Entry<Key, Segment> evicted = eldest.next();
            eldest.remove();
            forget(evicted.getKey(), evicted.getValue());
        }
    }

    private void forget(Key key, Segment segment) {
        this.bytes -= segment.bytes();
        TreeMap<Long, Segment> present = this.byPartition.get(key.partition());
        if (present != null) {
            present.remove(key.from());
            if (present.isEmpty()) {
                this.byPartition.remove(key.partition());
            }
        }
    }

    /** Forgets what was read of a partition: it is not so any more. */
    synchronized void clear(int partition) {
        TreeMap<Long, Segment> present = this.byPartition.get(partition);
        List<Segment> all = present == null ? List.of() : new ArrayList<>(present.values());
        for (Segment segment : all) {
            Key key = new Key(partition, segment.from());
            this.byAge.remove(key);
            forget(key, segment);
        }
    }
}
