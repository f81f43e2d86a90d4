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

import io.chatrelay.bridge.internal.log.PartitionLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Offsets of partitions that only Kafka knows, asked for and remembered, so that two thousand who come together ask a few times.
 * Thread-safe.
 */
final class KnownOffsets {

    /** Each question holds a thread until Kafka has been silent for a while. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;

    private final Map<PartitionLog, Known> known = new ConcurrentHashMap<>();

    /** When Kafka did not answer for a partition. */
    private final Map<PartitionLog, Long> silent = new ConcurrentHashMap<>();

    private record Known(long offset, int restarts, long askedNanos) {}

    /** @param nanoTime the clock, as {@link System#nanoTime} */
    KnownOffsets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The offset as of a moment or later.
     *
     * @param restarts how often the partition's log has gone on elsewhere
     * @param sinceNanos an answer to an earlier question is too old
     * @param question asks Kafka
     * @throws TimeoutException if Kafka does not answer, or has just not answered
     */
    long of(PartitionLog log, int restarts, long sinceNanos, LongSupplier question) {
        Known present = this.known.get(log);
        if (present != null && present.restarts() == restarts && present.askedNanos() - sinceNanos >= 0) {
            return present.offset();
        }
        long asked = this.nanoTime.getAsLong();
        Long since = this.silent.get(log);
        if (since != null && asked - since < SILENCE.toNanos()) {
            throw new TimeoutException("Kafka has just not answered for this partition");
        }
        long offset = ask(log, question);
        this.known.put(log, new Known(offset, restarts, asked));
        return offset;
    }

    private long ask(PartitionLog log, LongSupplier question) {
        try {
            long offset = question.getAsLong();
            this.silent.remove(log);
            return offset;
        } catch (TimeoutException away) {
            this.silent.put(log, this.nanoTime.getAsLong());
            throw away;
        }
    }
}
