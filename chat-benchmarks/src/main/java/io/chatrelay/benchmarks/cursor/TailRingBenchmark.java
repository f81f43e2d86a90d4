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
package io.chatrelay.benchmarks.cursor;

import io.chatrelay.benchmarks.MicroBenchmark;
import io.chatrelay.core.cursor.Located;
import io.chatrelay.core.cursor.Slice;
import io.chatrelay.core.cursor.TailRing;
import java.util.List;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * The tail of a partition with {@value #KEPT} records: one comes and the oldest goes, as the tail does for each record, and
 * {@value #READ} are read, as for a cursor that falls behind a little. Beside it a map of the JDK that is sorted by offset.
 */
public class TailRingBenchmark extends MicroBenchmark {
    private static final int KEPT = 10_000;
    private static final int READ = 50;

    /** Most records of a partition belong to other destinations or are no messages, so offsets have holes. */
    private static final int STEP = 3;

    private static final int RECORD_BYTES = 128;
    private final TailRing<Message> ring = new TailRing<>(0);
    private final TreeMap<Long, Message> map = new TreeMap<>();
    private long ringEnd;
    private long mapEnd;

    private record Message(long offset) implements Located {
        @Override
        public int size() {
            return RECORD_BYTES;
        }
    }

    /** Fills both. */
    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < KEPT; i++) {
            appendToRing();
            appendToMap();
        }
    }

    private void appendToRing() {
        this.ring.append(new Message(this.ringEnd));
        this.ringEnd += STEP;
    }

    private void appendToMap() {
        this.map.put(this.mapEnd, new Message(this.mapEnd));
        this.mapEnd += STEP;
    }

    /** A record comes, and the oldest goes; returns the first offset that is kept. */
    @Benchmark
    public long ringAppends() {
        appendToRing();
        this.ring.removeOldest();
        return this.ring.from();
    }

    /** The same with the map. */
    @Benchmark
    public long mapAppends() {
        appendToMap();
        return this.map.pollFirstEntry().getKey() + 1;
    }

    /** The newest records, from an offset on. */
    @Benchmark
    public List<? extends Located> ringReads() {
        Slice<Message> slice =
                this.ring.read(this.ringEnd - (long) READ * STEP, any -> true, Integer.MAX_VALUE, Integer.MAX_VALUE);
        return slice.records();
    }

    /** The same with the map. */
    @Benchmark
    public List<? extends Located> mapReads() {
        return List.copyOf(
                this.map.tailMap(this.mapEnd - (long) READ * STEP, true).values());
    }
}
