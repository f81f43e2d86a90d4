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
package io.chatrelay.websocket.internal.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Decides when a client is too slow: when it is to get no more messages for now, and when it is given up.
 *
 * @param bufferSize how much may wait for a client beside what is being written, at least one byte. Each session counts its
 *     frames as if they were its own, though sessions share the bytes of a message
 * @param sendTimeLimit how long it may take to write what a client does not read, when the session is being closed, and at
 *     any time if clients are not waited for
 * @param stallTimeout how long a client that is waited for may read nothing; null if clients are not waited for
 */
public record SlowClientPolicy(
        DataSize bufferSize,
        Duration sendTimeLimit,
        @Nullable Duration stallTimeout) {

    /** As Spring has it: 512 KiB and 10 s. */
    static final SlowClientPolicy DEFAULT =
            new SlowClientPolicy(DataSize.ofKilobytes(512), Duration.ofSeconds(10), null);

    public SlowClientPolicy {
        if (bufferSize.toBytes() <= 0 || sendTimeLimit.isNegative()) {
            throw new IllegalArgumentException(
                    "bufferSize: " + bufferSize + ", sendTimeLimit: " + sendTimeLimit + " (expected: more than 0)");
        }
    }

    /**
     * Returns whether a message is to be refused for now, if clients are waited for. Where little is waiting even a large one
     * is taken, because whoever is told that there is room comes with it again.
     */
    boolean refuses(long waitingBytes, long messageBytes) {
        return stallTimeout != null
                && !isNearlyEmpty(waitingBytes)
                && waitingBytes + messageBytes > bufferSize.toBytes();
    }

    /** Returns whether messages that are not urgent find room. */
    boolean hasRoom(long waitingBytes) {
        return waitingBytes <= bufferSize.toBytes() / 2;
    }

    /** Returns whether so little is waiting that more should come. */
    boolean isNearlyEmpty(long waitingBytes) {
        return waitingBytes <= bufferSize.toBytes() / 4;
    }

    /**
     * Returns why a session is to be closed, or null if it may go on.
     *
     * @param waitingBytes what its lane holds
     * @param urgentBytes how much of it were frames that cannot be refused, such as receipts: they count for a client that is
     *     waited for
     * @param writingNanos for how long the present write has lasted
     */
    @Nullable String verdict(long waitingBytes, long urgentBytes, long writingNanos) {
        long counted = stallTimeout == null ? waitingBytes : urgentBytes;
        if (counted > bufferSize.toBytes()) {
            return "The client reads too slowly: " + counted + " bytes wait for it (limit: " + bufferSize.toBytes()
                    + ")";
        }
        return stalled(writingNanos);
    }

    /** Returns why a session is to be closed whose present write has lasted some time, or null if it may go on. */
    @Nullable String stalled(long writingNanos) {
        Duration limit = stallTimeout == null ? sendTimeLimit : stallTimeout;
        if (writingNanos > limit.toNanos()) {
            return "The client reads too slowly: it has read nothing for "
                    + Duration.ofNanos(writingNanos).toMillis() + " ms (limit: " + limit.toMillis() + " ms)";
        }
        return null;
    }
}
