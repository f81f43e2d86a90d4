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
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.GapReason;
import org.jspecify.annotations.Nullable;

/** Where messages go that are read from the log for one subscription. Thread-safe. */
public interface ReplayTarget {

    /** Whether a message's destination is one of the subscription's. */
    boolean isFor(Subscription subscription, OutgoingMessage message);

    /** Whether the subscription wants a message of its destination. */
    boolean isWanted(Subscription subscription, OutgoingMessage message);

    /**
     * Hands a message to the client, to leave at the next {@link #flush}. With the partition's lock held.
     *
     * @param gap why something is missing before it, or {@code null}
     * @return false if there is no room for it now
     */
    boolean deliver(Subscription subscription, OutgoingMessage message, @Nullable GapReason gap);

    /** Hands over a message of the tail, as {@link #deliver} does, but not as one that is replayed. */
    boolean deliverNew(Subscription subscription, OutgoingMessage message);

    /** Lets leave what was delivered. */
    void flush(Subscription subscription);
}
