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
package io.chatrelay.bridge.internal.watch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the broker that does not end because its work fails. Whatever the work throws, an {@code OutOfMemoryError}
 * included, is logged, and a moment later the work is called again: it has to go on where it was.
 *
 * <pre>
 *   working ──returns, or is stopped──► ended
 *     │  ▲
 *     │  └── after 200 ms
 *     └─────► failed: logged
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class WatchedThread {

    /** What the thread does. */
    public interface Work {

        /**
         * Works until there is nothing more to do for good.
         *
         * @throws InterruptedException if the thread is to end
         */
        void run() throws InterruptedException;
    }

    private static final Logger logger = LoggerFactory.getLogger(WatchedThread.class);

    private static final long PAUSE_MILLIS = 200;

    private final CountDownLatch stopping = new CountDownLatch(1);

    private final Work work;

    private final Thread thread;

    /** A thread that does not run yet. */
    public WatchedThread(String name, Work work) {
        this.work = work;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Begins to work. */
    public void start() {
        this.thread.start();
    }

    private void run() {
        boolean failed = true;
        while (failed && !isStopping()) {
            failed = false;
            try {
                this.work.run();
            } catch (InterruptedException | InterruptException stopped) {
                logger.debug("{} was interrupted", this.thread.getName());
            } catch (Throwable failure) {
                failed = true;
                report(failure);
                pause();
            }
        }
    }

    /** Without memory the report may fail like the work. */
    private void report(Throwable failure) {
        try {
            logger.atError()
                    .setCause(failure)
                    .addArgument(this.thread.getName())
                    .log("The work of the thread {} failed, it goes on where it was");
        } catch (Throwable unsaid) {
            failure.addSuppressed(unsaid);
        }
    }

    private void pause() {
        try {
            this.stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the thread is to end. */
    public boolean isStopping() {
        return this.stopping.getCount() == 0;
    }

    /** Waits a while on the thread itself; returns whether it is to end. */
    public boolean awaitStop(long millis) throws InterruptedException {
        return this.stopping.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Lets the work end and calls it no more. Does not wait. */
    public void stop() {
        this.stopping.countDown();
    }

    /** Interrupts what the work waits for. */
    public void interrupt() {
        this.thread.interrupt();
    }

    /** Waits for the end of the thread. */
    public void join(long millis) {
        try {
            this.thread.join(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread, for {@link java.util.concurrent.locks.LockSupport#unpark}. */
    public Thread thread() {
        return this.thread;
    }
}
