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

/**
 * Where partitions begin, asked of Kafka and remembered for a moment, so that two thousand who come together ask a few times.
 * What is deleted in Kafka is not delivered from memory either, to those who come after that moment. Thread-safe.
 */
final class LogBeginnings {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final LongSupplier nanoTime;

    private final Map<PartitionLog, Known> known = new ConcurrentHashMap<>();

    private record Known(long offset, int restarts, long nanos) {}

    LogBeginnings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The offset of the first record that Kafka has.
     *
     * @param restarts how often the partition's log has gone on elsewhere
     */
    long of(PartitionLog log, int restarts, LogReader reader) {
        long now = this.nanoTime.getAsLong();
        Known present = this.known.get(log);
        if (present != null && present.restarts() == restarts && now - present.nanos() < MOMENT.toNanos()) {
            return present.offset();
        }
        long offset = reader.beginning(log.partition());
        this.known.put(log, new Known(offset, restarts, now));
        return offset;
    }
}
