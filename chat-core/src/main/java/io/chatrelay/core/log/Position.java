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
package io.chatrelay.core.log;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A message's place in the log. Its text is the {@code message-id} of STOMP frames: 40 characters of the
 * URL-safe Base64 alphabet, opaque to clients, the same on every node and for every subscription.
 *
 * <p>The text holds a format byte, the fingerprint (8 bytes), the partition (4), the offset (8), the timestamp (8) and
 * a check byte, big-endian. The timestamp is there to notice a log that was truncated and written again: the record now
 * at the offset then has another one.
 *
 * @param topicFingerprint a digest of the topic's identity, so that a position of a deleted and recreated topic, or of
 *     another cluster, is known as foreign
 * @param partition the partition, from 0
 * @param offset the record's offset in the partition, from 0
 * @param timestamp the record's timestamp in the log, in epoch milliseconds
 * @since 0.1
 */
public record Position(long topicFingerprint, int partition, long offset, long timestamp) {

    private static final byte FORMAT = 1;

    private static final int LENGTH = 1 + Long.BYTES + Integer.BYTES + Long.BYTES + Long.BYTES + 1;

    private static final int TEXT_LENGTH = (LENGTH * 4 + 2) / 3;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    public Position {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "position: partition " + partition + ", offset " + offset + " (expected: both at least 0)");
        }
    }

    /**
     * Reads a position from its text.
     *
     * @return the position, or {@code null} if the text is not one
     */
    public static @Nullable Position parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return null;
        }
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(DECODER.decode(text));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (bytes.get(0) != FORMAT || bytes.get(LENGTH - 1) != check(bytes.array())) {
            return null;
        }
        bytes.get();
        long fingerprint = bytes.getLong();
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        long timestamp = bytes.getLong();
        return partition < 0 || offset < 0 ? null : new Position(fingerprint, partition, offset, timestamp);
    }

    /** The text of this position, to be read by {@link #parse}. */
    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put(FORMAT)
                .putLong(this.topicFingerprint)
                .putInt(this.partition)
                .putLong(this.offset)
                .putLong(this.timestamp);
        bytes.put(check(bytes.array()));
        return ENCODER.encodeToString(bytes.array());
    }

    /** Catches text that was cut, mixed up or mistyped; it is no signature. */
    private static byte check(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum = sum * 31 + bytes[i];
        }
        return (byte) (sum ^ (sum >>> 8));
    }
}
