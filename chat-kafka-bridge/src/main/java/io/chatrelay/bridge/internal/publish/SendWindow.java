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

import io.chatrelay.bridge.internal.watch.WatchedThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects messages that come in quick succession, so that Kafka and its clients handle them together. A message that
 * comes alone is not made to wait; those that come within the window after it wait until the window is over, and then go
 * one after the other without a pause. The producer's own {@code linger.ms} makes every message wait and wakes the
 * producer's thread for each.
 *
 * <pre>
 *   idle ──message, sent at once──► window open ──over, nothing came──► idle
 *                                     │      ▲
 *                                     └──────┘ over: all that came is sent
 * </pre>
 *
 * <p>Thread-safe. The order of the calls of one thread is kept.
 */
final class SendWindow {

    private static final Logger logger = LoggerFactory.getLogger(SendWindow.class);

    private final long windowNanos;

    private final LongSupplier nanoTime;

    private final Consumer<Publication> sender;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = this.lock.newCondition();

    /** In the order of arrival. Guarded by the lock. */
    private final Deque<Publication> held = new ArrayDeque<>();

    /** When the last window began. Guarded by the lock. */
    private long opened;

    /** Whether messages that were held are being sent, so that no other may pass them. Guarded by the lock. */
    private boolean releasing;

    /** Whether the thread waits for a message, not for the end of a window, which it would be woken in vain from. */
    private boolean parked;

    /** Guarded by the lock. */
    private boolean closed;

    /**
     * @param windowNanos how long a window is open, 0 if no message ever waits
     * @param nanoTime the clock, as {@link System#nanoTime}
     * @param sender sends a message that was held; must not block
     */
    SendWindow(long windowNanos, LongSupplier nanoTime, Consumer<Publication> sender) {
        this.windowNanos = windowNanos;
        this.nanoTime = nanoTime;
        this.sender = sender;
        this.opened = nanoTime.getAsLong() - windowNanos;
    }

    /** Starts the thread that sends what is held. */
    void start() {
        if (this.windowNanos > 0) {
            new WatchedThread("chat-relay-publisher", this::releaseUntilClosed).start();
        }
    }

    /** Keeps a message until the window is over; {@code false} if the caller has to send it, now. */
    boolean hold(Publication publication) {
        if (this.windowNanos == 0) {
            return false;
        }
        this.lock.lock();
        try {
            long now = this.nanoTime.getAsLong();
            if (this.closed || (this.held.isEmpty() && !this.releasing && now - this.opened >= this.windowNanos)) {
                this.opened = now;
                return false;
            }
            this.held.add(publication);
            if (this.parked) {
                this.changed.signalAll();
            }
            return true;
        } finally {
            this.lock.unlock();
        }
    }

    private void releaseUntilClosed() throws InterruptedException {
        while (awaitEndOfWindow()) {
            release();
        }
    }

    /** Returns when messages are due, or {@code false} when there will be none any more. */
    private boolean awaitEndOfWindow() throws InterruptedException {
        this.lock.lock();
        try {
            while (!this.closed) {
                long rest = this.opened + this.windowNanos - this.nanoTime.getAsLong();
                if (rest > 0) {
                    this.changed.awaitNanos(rest);
                } else if (this.held.isEmpty()) {
                    this.parked = true;
                    this.changed.await();
                    this.parked = false;
                } else {
                    return true;
                }
            }
            return false;
        } finally {
            this.lock.unlock();
        }
    }

    /** Sends what is held, on the calling thread, and opens the next window. */
    void release() {
        Deque<Publication> due;
        this.lock.lock();
        try {
            while (this.releasing) {
                this.changed.awaitUninterruptibly();
            }
            due = new ArrayDeque<>(this.held);
            this.held.clear();
            this.releasing = true;
            this.opened = this.nanoTime.getAsLong();
        } finally {
            this.lock.unlock();
        }
        try {
            due.forEach(this::send);
        } finally {
            endRelease();
        }
    }

    /** What fails with one message takes neither the others along nor the thread. */
    private void send(Publication publication) {
        try {
            this.sender.accept(publication);
        } catch (RuntimeException | Error failure) {
            logger.atError().setCause(failure).log("A message could not be handed to Kafka's producer");
        }
    }

    private void endRelease() {
        this.lock.lock();
        try {
            this.releasing = false;
            this.changed.signalAll();
        } finally {
            this.lock.unlock();
        }
    }

    /** Sends what is held and holds nothing from now on. */
    void close() {
        this.lock.lock();
        try {
            this.closed = true;
            this.changed.signalAll();
        } finally {
            this.lock.unlock();
        }
        release();
    }
}
