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

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notices a producer that writes nothing any more although it could. A cluster that was put back to an earlier state, for instance,
 * has leader epochs that the producer takes for outdated, and waits for others until each message's time is over.
 *
 * <p>The rule: the time of a message is over that the producer had, the producer has written nothing since it was handed that
 * message, the message's partition has a leader, and Kafka has answered questions all the time. After a truncation a few seconds
 * without a write suffice. Thread-safe.
 */
final class WriteWatch {

    private final Duration deliveryTimeout;

    private final Duration patience;

    private final LongSupplier nanoTime;

    private volatile long written;

    private volatile boolean truncated;

    private volatile @Nullable Expiry expiry;

    /** Whether messages have been under way since a truncation, and since when; of the thread that asks. */
    private boolean waiting;

    private long waitingSinceNanos;

    private record Expiry(Publication publication, long atNanos) {}

    /** @param patience what a producer that is well needs to write something is much less */
    WriteWatch(Duration deliveryTimeout, Duration patience, LongSupplier nanoTime) {
        this.deliveryTimeout = deliveryTimeout;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** How many messages have been written. */
    long written() {
        return this.written;
    }

    /** A message was written; called by the one thread of the producer that tells. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // a write that is lost is as good as the one that is counted
    void wrote() {
        this.written++;
        reset();
    }

    /** There is another producer. */
    void reset() {
        // Mostly there is nothing, and a write would cost every message something.
        if (this.truncated) {
            this.truncated = false;
        }
        if (this.expiry != null) {
            this.expiry = null;
        }
    }

    /** The log has lost its end. */
    void truncated() {
        this.truncated = true;
    }

    /** The time of a message is over that the producer had. */
    void expired(Publication publication) {
        if (publication.writtenBefore() == this.written) {
            this.expiry = new Expiry(publication, this.nanoTime.getAsLong());
        }
    }

    /**
     * Whether nothing is written though it could be. Asked by one thread.
     *
     * @param answeringSinceNanos since when Kafka has answered without a break
     * @param hasLeader whether the partition of a destination has a leader
     * @param underWay whether the producer has messages
     */
    boolean isStuck(long answeringSinceNanos, Predicate<String> hasLeader, boolean underWay) {
        long now = this.nanoTime.getAsLong();
        boolean wasWaiting = this.waiting;
        this.waiting = this.truncated && underWay;
        if (this.waiting && !wasWaiting) {
            this.waitingSinceNanos = now;
        }
        if (this.waiting && now - this.waitingSinceNanos >= this.patience.toNanos()) {
            return true;
        }
        Expiry last = this.expiry;
        return last != null
                && last.atNanos() - answeringSinceNanos >= this.deliveryTimeout.toNanos()
                && hasLeader.test(last.publication().message().destination());
    }
}
