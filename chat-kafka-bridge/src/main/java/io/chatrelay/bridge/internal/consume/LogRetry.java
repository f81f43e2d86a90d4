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
package io.chatrelay.bridge.internal.consume;

import io.chatrelay.bridge.internal.watch.WatchedThread;
import io.chatrelay.bridge.settings.BridgeSettings;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits before the log is tried again, and says once that it is not available. Used by one thread. */
final class LogRetry {

    private static final Logger logger = LoggerFactory.getLogger(LogRetry.class);

    private static final long PAUSE_MILLIS = 200;

    private final BridgeSettings settings;

    private final long reportAfterNanos;

    private final WatchedThread thread;

    private final LongSupplier nanoTime;

    private long succeededNanos;

    private boolean reported;

    /**
     * @param reportAfter how long the log may be away before that is said
     * @param thread that tries; nothing is tried any more when it is to end
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    LogRetry(BridgeSettings settings, Duration reportAfter, WatchedThread thread, LongSupplier nanoTime) {
        this.settings = settings;
        this.reportAfterNanos = reportAfter.toNanos();
        this.thread = thread;
        this.nanoTime = nanoTime;
        this.succeededNanos = nanoTime.getAsLong();
    }

    /** The log is well. */
    void succeeded() {
        this.succeededNanos = this.nanoTime.getAsLong();
        this.reported = false;
    }

    /**
     * Returns when it is time to try again.
     *
     * @throws InterruptException the failure, if it says that the thread was interrupted
     * @throws InterruptedException if nothing is to be tried any more
     */
    void later(Throwable failure) throws InterruptedException {
        if (failure instanceof InterruptException interrupted) {
            throw interrupted;
        }
        if (!this.reported && this.nanoTime.getAsLong() - this.succeededNanos >= this.reportAfterNanos) {
            this.reported = true;
            logger.atWarn()
                    .addKeyValue("topic", this.settings.topic().name())
                    .addArgument(this.settings.bootstrapServers())
                    .addArgument(failure.getMessage())
                    .log("The log on Kafka at {} is not available: {}. Trying until it is; messages wait");
        } else {
            logger.atDebug().addKeyValue("cause", failure.getMessage()).log("The log is not available");
        }
        if (this.thread.awaitStop(PAUSE_MILLIS)) {
            throw new InterruptedException();
        }
    }
}
