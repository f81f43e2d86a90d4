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

import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.core.cursor.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stretch of a partition as it was read from Kafka, for all who want something of it. Not thread-safe. */
final class Segment {

    private final long from;

    private final long to;

    private final List<OutgoingMessage> messages;

    private final Map<String, List<OutgoingMessage>> byDestination = new HashMap<>();

    private final int bytes;

    private final int restarts;

    /**
     * @param restarts how often the partition's log had gone on elsewhere when this was read: after the next time it is not
     *     what is in the log any more
     * @param to the offset after the last one that was read
     * @param messages by ascending offset, without records that are none
     */
    Segment(int restarts, long from, long to, List<OutgoingMessage> messages) {
        this.restarts = restarts;
        this.from = from;
        this.to = to;
        this.messages = messages;
        int sum = 0;
        for (OutgoingMessage message : messages) {
            sum += message.size();
            this.byDestination
                    .computeIfAbsent(message.message().destination(), added -> new ArrayList<>())
                    .add(message);
        }
        this.bytes = sum;
    }

    long from() {
        return this.from;
    }

    long to() {
        return this.to;
    }

    int restarts() {
        return this.restarts;
    }

    int bytes() {
        return this.bytes;
    }

    Slice<OutgoingMessage> all() {
        return new Slice<>(this.from, this.to, this.messages);
    }

    Slice<OutgoingMessage> of(String destination) {
        return new Slice<>(this.from, this.to, this.byDestination.getOrDefault(destination, List.of()));
    }

    /** The message at an offset, or {@code null} if there is none. */
    @Nullable OutgoingMessage at(long offset) {
        for (OutgoingMessage message : this.messages) {
            if (message.offset() == offset) {
                return message;
            }
        }
        return null;
    }
}
