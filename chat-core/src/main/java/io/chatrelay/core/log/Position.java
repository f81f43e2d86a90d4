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
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log: that of a message, or the one that a subscription's RECEIPT names. Its text is the {@code message-id}
 * of STOMP frames: 44 characters of the URL-safe Base64 alphabet, opaque to clients, the same on every node and for every
 * subscription.
 *
 * <p>The text holds a format byte, the fingerprint (8 bytes), the partition (4), the offset (8), the timestamp (8) and
 * a checksum (4), big-endian. The timestamp is there to notice a log that was truncated and written again: the record now
 * at the offset then has another one.
 *
 * @param topicFingerprint a digest of the topic's identity, see {@link TopicFingerprint}
 * @param partition the partition, from 0
 * @param offset the offset of the last record in the partition that is not wanted any more, from 0; -1 if all are wanted
 * @param timestamp that record's timestamp in the log, in epoch milliseconds; {@link #NO_TIMESTAMP} if it is not known
 * @since 0.1
 */
public record Position(long topicFingerprint, int partition, long offset, long timestamp) {

    /** Stands for a timestamp that is not known, so that a truncated log can be told by its length only. */
    public static final long NO_TIMESTAMP = -1;

    private static final byte FORMAT = 2;

    private static final int CHECKED_LENGTH = 1 + Long.BYTES + Integer.BYTES + Long.BYTES + Long.BYTES;

    private static final int LENGTH = CHECKED_LENGTH + Integer.BYTES;

    private static final int TEXT_LENGTH = (LENGTH * 4 + 2) / 3;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    public Position {
        if (partition < 0 || offset < -1) {
            throw new IllegalArgumentException(
                    "position: partition " + partition + ", offset " + offset + " (expected: at least 0, and -1)");
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
        // A text of the right length that ends in padding is shorter.
        if (bytes.remaining() != LENGTH
                || bytes.get() != FORMAT
                || bytes.getInt(CHECKED_LENGTH) != checksum(bytes.array())) {
            return null;
        }
        long fingerprint = bytes.getLong();
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        long timestamp = bytes.getLong();
        return partition < 0 || offset < -1 || timestamp < NO_TIMESTAMP || timestamp == Long.MAX_VALUE
                ? null
                : new Position(fingerprint, partition, offset, timestamp);
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
        bytes.putInt(checksum(bytes.array()));
        return ENCODER.encodeToString(bytes.array());
    }

    /** Catches text that was cut, mixed up or made up; it is no signature. */
    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, CHECKED_LENGTH);
        return (int) checksum.getValue();
    }
}
