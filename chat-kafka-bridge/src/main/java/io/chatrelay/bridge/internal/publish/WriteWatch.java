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

/**
 * Notices a producer that writes nothing any more although Kafka answers. A cluster that was put back to an earlier state, for
 * instance, has leader epochs that the producer takes for outdated, and waits for others until each message's time is over.
 * Thread-safe.
 */
final class WriteWatch {

    private final Duration deliveryTimeout;

    private final Duration patience;

    private final LongSupplier nanoTime;

    private volatile boolean truncated;

    private volatile boolean expired;

    private volatile long expiredNanos;

    /** Whether messages have been under way since a truncation, and since when; of the thread that asks. */
    private boolean waiting;

    private long waitingSinceNanos;

    /** @param patience how long nothing may be written after a truncation */
    WriteWatch(Duration deliveryTimeout, Duration patience, LongSupplier nanoTime) {
        this.deliveryTimeout = deliveryTimeout;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** A message was written, or there is another producer. */
    void reset() {
        // Mostly they are false, and a write would cost every message something.
        if (this.truncated) {
            this.truncated = false;
        }
        if (this.expired) {
            this.expired = false;
        }
    }

    /** The log has lost its end. */
    void truncated() {
        this.truncated = true;
    }

    /** The time of a message is over that the producer had. */
    void expired() {
        this.expiredNanos = this.nanoTime.getAsLong();
        this.expired = true;
    }

    /**
     * Whether nothing is written though it could be. Asked by one thread.
     *
     * @param answeringSinceNanos since when Kafka has answered without a break
     * @param underWay whether the producer has messages
     */
    boolean isStuck(long answeringSinceNanos, boolean underWay) {
        long now = this.nanoTime.getAsLong();
        boolean wasWaiting = this.waiting;
        this.waiting = this.truncated && underWay;
        if (this.waiting && !wasWaiting) {
            this.waitingSinceNanos = now;
        }
        return (this.waiting && now - this.waitingSinceNanos >= this.patience.toNanos())
                || (this.expired && this.expiredNanos - answeringSinceNanos >= this.deliveryTimeout.toNanos());
    }
}
