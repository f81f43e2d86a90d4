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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Messages of the log for one session on their way through Spring's outbound channel, which takes any number of them: counts
 * them, so that those which can be read again later are not sent while there are too many. Thread-safe.
 */
final class ChannelTransit {

    private static final long LIMIT = 64L * 1024;

    /** An interceptor may swallow a message, which then never arrives. */
    private static final long PATIENCE_MILLIS = 500;

    /** Guarded by this, as is the next. */
    private long bytes;

    private final List<Runnable> waiting = new ArrayList<>(0);

    /** Counts a message until the result is run, which says that it has arrived. */
    synchronized Runnable begin(int size) {
        this.bytes += size;
        return () -> arrived(size);
    }

    private void arrived(int size) {
        List<Runnable> due;
        synchronized (this) {
            this.bytes = Math.max(0, this.bytes - size);
            due = takeDue();
        }
        due.forEach(Runnable::run);
    }

    private List<Runnable> takeDue() {
        if (!hasRoom() || this.waiting.isEmpty()) {
            return List.of();
        }
        List<Runnable> due = List.copyOf(this.waiting);
        this.waiting.clear();
        return due;
    }

    synchronized long bytes() {
        return this.bytes;
    }

    synchronized boolean hasRoom() {
        return this.bytes < LIMIT;
    }

    void whenRoom(Runnable action) {
        synchronized (this) {
            if (!hasRoom()) {
                this.waiting.add(action);
                CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(() -> giveUp(action));
                return;
            }
        }
        action.run();
    }

    /** What has not arrived by now never will. */
    private void giveUp(Runnable action) {
        synchronized (this) {
            if (!this.waiting.remove(action)) {
                return;
            }
            this.bytes = 0;
        }
        action.run();
    }
}
