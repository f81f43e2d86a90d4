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
package io.chatrelay.benchmarks.endtoend.figures;

import java.util.EnumSet;
import java.util.Set;

/**
 * A kind of number that a case can measure, with its unit, in the order of columns. The summary has a ratio for those of which
 * more or less is better.
 */
public enum Figure {
    CLIENTS("clients"),
    SUBSCRIPTIONS("subscriptions"),
    SENT("sent"),
    RECEIVED("received"),
    REPLAYS("times somebody fell behind and caught up"),
    MISSED("messages missed"),
    SECONDS("s"),
    CPU("CPU µs/delivery"),
    APPLICATION_CPU("without Kafka"),
    RATE("deliveries/s"),
    FIRST("first ms"),
    MEDIAN("median ms"),
    CATCH_UP("s until all had what they missed"),
    P50("p50 ms"),
    P99("p99 ms"),
    P999("p99.9 ms"),
    MAX("max ms"),
    P99_TIMES_FIRST("p99: times the first"),
    WANTED("wanted: less than ms"),
    SUBSCRIPTION_CPU("CPU ms/subscription"),
    SEGMENTS("stretches of the log read"),
    SERVER_CORES("cores of the servers"),
    FOREIGN_CORES("cores of others"),
    CLIENT_CORES("cores of the client"),
    BYTES("bytes/delivery"),
    COMPRESSED("compressed connections %"),
    HEAP("heap KiB/connection"),
    RESIDENT("RSS KiB/connection"),
    NODE_HEAP("heap MiB"),
    NODE_COLLECTED("heap after a collection MiB"),
    NODE_RESIDENT("RSS of the node MiB");

    private static final Set<Figure> LESS_IS_BETTER = EnumSet.of(CPU, HEAP, RESIDENT);

    private final String title;

    Figure(String title) {
        this.title = title;
    }

    /** The name and the unit, as the head of a column. */
    public String title() {
        return title;
    }

    /** Whether it makes sense to say how many times better one server is. */
    public boolean hasRatio() {
        return lessIsBetter() || this == RATE;
    }

    /** Whether less of it is better. */
    public boolean lessIsBetter() {
        return LESS_IS_BETTER.contains(this);
    }
}
