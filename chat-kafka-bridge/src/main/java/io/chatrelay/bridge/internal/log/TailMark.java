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
package io.chatrelay.bridge.internal.log;

/**
 * Where the tail of each partition stood at one moment, such as the one in which a SUBSCRIBE frame was read. The subscription
 * begins there, however long the frame waits for its turn: if the tail of partition 3 stood at 100 then and stands at 107
 * when the frame is handled, the subscription gets its messages among 100 to 106 first. Immutable.
 */
public final class TailMark {

    /** The header in which the mark travels with the frame. */
    public static final String HEADER = "chatRelayTailMark";

    private final long[] next;

    private final int[] restarts;

    TailMark(PartitionLog[] partitions) {
        this.next = new long[partitions.length];
        this.restarts = new int[partitions.length];
        for (int i = 0; i < partitions.length; i++) {
            // In this order: a partition that goes on elsewhere in between has a number of restarts that is newer than
            // ours.
            this.restarts[i] = partitions[i].restarts();
            this.next[i] = partitions[i].tail();
        }
    }

    /** Whether the mark has a place in a partition: one that was read then and has not gone on elsewhere since. */
    boolean holdsFor(int partition, int presentRestarts) {
        return partition < this.next.length
                && this.next[partition] != PartitionLog.NOT_READ
                && this.restarts[partition] == presentRestarts;
    }

    /** The offset that the tail would have dispatched next. */
    long next(int partition) {
        return this.next[partition];
    }
}
