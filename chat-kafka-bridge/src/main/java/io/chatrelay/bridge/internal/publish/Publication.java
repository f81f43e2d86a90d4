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
package io.chatrelay.bridge.internal.publish;

import io.chatrelay.bridge.internal.record.RelayedMessage;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to the log, wherever it waits. It has one answer: the first of what Kafka's producer says, what the
 * publisher says, and the end of its time.
 *
 * <pre>
 *   taken ──refused before publish() returns──► refused: the caller is told
 *     │
 *     └──settle()──► pending ──first answer──► answered: the callback is told
 * </pre>
 *
 * <p>Thread-safe.
 */
final class Publication {

    private final RelayedMessage message;

    private final long size;

    private final long deadlineNanos;

    private final PublishCallback callback;

    /** How many messages the producer had written when it was handed this one. */
    private volatile long writtenBefore = -1;

    /** Guarded by this, as is the rest. */
    private boolean answered;

    private boolean settled;

    private @Nullable PublishFailedException refusal;

    Publication(RelayedMessage message, long size, long deadlineNanos, PublishCallback callback) {
        this.message = message;
        this.size = size;
        this.deadlineNanos = deadlineNanos;
        this.callback = callback;
    }

    RelayedMessage message() {
        return this.message;
    }

    long size() {
        return this.size;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - this.deadlineNanos >= 0;
    }

    /** The producer is handed it, having written so many messages. */
    void handedOver(long written) {
        this.writtenBefore = written;
    }

    /** How many messages the producer had written when it was handed this one, or -1 if it has not been. */
    long writtenBefore() {
        return this.writtenBefore;
    }

    synchronized boolean isAnswered() {
        return this.answered;
    }

    /** The publisher has taken it: from now on the callback is told. Returns why it was refused at once, if it was. */
    synchronized @Nullable PublishFailedException settle() {
        this.settled = true;
        return this.refusal;
    }

    /** Returns what tells that it is in the log, or {@code null} if it has an answer already. */
    @Nullable Runnable committed(RecordMetadata place) {
        return answer() ? () -> this.callback.committed(place) : null;
    }

    /** Returns what tells that it failed, or {@code null} if it has an answer already. */
    @Nullable Runnable failed(PublishFailedException failure) {
        if (!answer()) {
            return null;
        }
        synchronized (this) {
            if (!this.settled) {
                this.refusal = failure;
                return () -> {};
            }
        }
        return () -> this.callback.failed(failure);
    }

    private synchronized boolean answer() {
        boolean first = !this.answered;
        this.answered = true;
        return first;
    }
}
