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
package io.chatrelay.bridge.internal.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SUBSCRIBEs of one session whose partition is about to be read, and the SENDs that came after them. A client that subscribes
 * and sends at once wants to see its message, so the SENDs wait, but not for long: what they are bound by is elsewhere.
 * Thread-safe.
 */
final class PendingSubscribes {

    private static final Logger logger = LoggerFactory.getLogger(PendingSubscribes.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final long patienceNanos;

    private final LongSupplier nanoTime;

    /** Guarded by this, as is the rest. */
    private int pending;

    private long lastNanos;

    private final Queue<WaitingSend> sends = new ArrayDeque<>(0);

    private record WaitingSend(Runnable send, long subscribedNanos) {}

    PendingSubscribes(LongSupplier nanoTime) {
        this(PATIENCE, nanoTime);
    }

    /** @param patience how long a SEND waits for a SUBSCRIBE at the most */
    PendingSubscribes(Duration patience, LongSupplier nanoTime) {
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    synchronized void started() {
        if (patienceLeft(this.lastNanos) <= 0) {
            this.pending = 0;
        }
        this.pending++;
        this.lastNanos = this.nanoTime.getAsLong();
    }

    private long patienceLeft(long subscribedNanos) {
        return this.patienceNanos - (this.nanoTime.getAsLong() - subscribedNanos);
    }

    /** A subscription has begun; those that waited go on by the executor. */
    void begun(Executor executor) {
        synchronized (this) {
            this.pending = Math.max(0, this.pending - 1);
            if (this.pending > 0 || this.sends.isEmpty()) {
                return;
            }
        }
        executor.execute(this::goOn);
    }

    /** Does a SEND now, or when the SUBSCRIBEs before it have begun; the SENDs keep their order. */
    void thenSend(Runnable send) {
        synchronized (this) {
            if (!this.sends.isEmpty() || this.pending > 0 && patienceLeft(this.lastNanos) > 0) {
                this.sends.add(new WaitingSend(send, this.lastNanos));
                if (this.sends.size() == 1) {
                    goOnAfter(patienceLeft(this.lastNanos));
                }
                return;
            }
        }
        send.run();
    }

    private void goOnAfter(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::goOn);
    }

    /** What is sent meanwhile queues up behind, so that nothing overtakes. */
    void goOn() {
        synchronized (this.sends) {
            Runnable next = next();
            while (next != null) {
                try {
                    next.run();
                } catch (RuntimeException failure) {
                    logger.atError().setCause(failure).log("A SEND that waited for a SUBSCRIBE failed");
                } finally {
                    done();
                }
                next = next();
            }
        }
    }

    /** The first, unless it has to wait for the last SUBSCRIBE before it; then it is looked at again when that is overdue. */
    private synchronized @Nullable Runnable next() {
        WaitingSend first = this.sends.peek();
        if (first == null) {
            return null;
        }
        long left = patienceLeft(first.subscribedNanos());
        if (this.pending > 0 && left > 0) {
            goOnAfter(left);
            return null;
        }
        return first.send();
    }

    private synchronized void done() {
        this.sends.remove();
    }
}
