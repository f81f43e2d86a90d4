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
package io.chatrelay.bridge.internal.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the application of subscriptions that are live, one after another on a thread of its own: a listener may take its
 * time, and nothing else of the broker waits for it. At most 10,000 events wait; further ones are left out, which is said.
 */
final class Announcements {

    private static final Logger logger = LoggerFactory.getLogger(Announcements.class);

    private static final int MOST_WAITING = 10_000;

    private static final long REPORT_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Announcements::newThread);

    private final AtomicLong reportedNanos = new AtomicLong(System.nanoTime() - REPORT_INTERVAL_NANOS);

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "chat-relay-announcements");
        thread.setDaemon(true);
        return thread;
    }

    void add(Runnable announcement) {
        try {
            this.thread.execute(announcement);
        } catch (RejectedExecutionException full) {
            long reported = this.reportedNanos.get();
            long now = System.nanoTime();
            if (!this.thread.isShutdown()
                    && now - reported >= REPORT_INTERVAL_NANOS
                    && this.reportedNanos.compareAndSet(reported, now)) {
                logger.atWarn()
                        .addArgument(MOST_WAITING)
                        .log(
                                "A listener of the application is slow: {} SubscriptionLiveEvents wait, others are left out");
            }
        }
    }

    void stop() {
        this.thread.shutdownNow();
    }
}
