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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the application of subscriptions that are live, one after another on a thread of its own: a listener may take its
 * time, and nothing else of the broker waits for it.
 */
final class Announcements {

    private static final Logger logger = LoggerFactory.getLogger(Announcements.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread announcer = new Thread(task, "chat-relay-announcements");
        announcer.setDaemon(true);
        return announcer;
    });

    void add(Runnable announcement) {
        try {
            this.thread.execute(announcement);
        } catch (RejectedExecutionException stopping) {
            logger.trace("The broker is stopping");
        }
    }

    void stop() {
        this.thread.shutdown();
    }
}
