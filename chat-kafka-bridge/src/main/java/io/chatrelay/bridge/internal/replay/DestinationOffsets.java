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

import io.chatrelay.core.cursor.OffsetList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where the messages of each destination are in a stretch of the log. Not thread-safe. */
final class DestinationOffsets {

    private final long from;

    private final @Nullable Key only;

    private final Map<Key, OffsetList> offsets = new HashMap<>();

    /**
     * @param from where the stretch begins
     * @param only the one destination that matters, or {@code null} if all do
     */
    DestinationOffsets(long from, @Nullable String only) {
        this.from = from;
        this.only = only == null ? null : new Key(only.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes note of the next record of the stretch. */
    void add(ConsumerRecord<byte[], byte[]> next) {
        byte[] destination = next.key();
        if (destination != null
                && next.value() != null
                && (this.only == null || Arrays.equals(destination, this.only.bytes))) {
            this.offsets
                    .computeIfAbsent(new Key(destination), added -> new OffsetList(this.from))
                    .append(next.offset(), Integer.MAX_VALUE);
        }
    }

    /** The offsets of a destination's messages, or {@code null} if it has none. */
    @Nullable OffsetList of(String destination) {
        return this.offsets.get(new Key(destination.getBytes(StandardCharsets.UTF_8)));
    }

    /** The offsets of all that were taken note of. */
    Map<String, OffsetList> byDestination() {
        Map<String, OffsetList> all = new HashMap<>();
        this.offsets.forEach((key, found) -> all.put(new String(key.bytes, StandardCharsets.UTF_8), found));
        return all;
    }

    /** The bytes of a destination, to be looked up without making text of those of every record. */
    private static final class Key {

        private final byte[] bytes;

        Key(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(this.bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(this.bytes);
        }
    }
}
