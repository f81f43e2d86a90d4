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

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log is being read, and so whether a subscription made now is live. Until it is, what depends on it waits
 * here. Thread-safe.
 */
final class LogReadiness {

    private static final Logger logger = LoggerFactory.getLogger(LogReadiness.class);

    /** Guarded by this. */
    private final List<Runnable> waiting = new ArrayList<>();

    private volatile boolean reading;

    private volatile long topicFingerprint;

    /** Every partition is read from a known place on. What has waited is done on the caller's thread. */
    void logPositioned(long fingerprint) {
        List<Runnable> due;
        synchronized (this) {
            this.topicFingerprint = fingerprint;
            this.reading = true;
            due = List.copyOf(this.waiting);
            this.waiting.clear();
        }
        for (Runnable action : due) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                logger.atError().setCause(failure).log("A subscription could not be confirmed");
            }
        }
    }

    boolean isReading() {
        return this.reading;
    }

    /** Identity of the topic; meaningful once the log is being read. */
    long topicFingerprint() {
        return this.topicFingerprint;
    }

    /** Does it now if the log is being read, else as soon as it is. */
    void whenReading(Runnable action) {
        if (!this.reading) {
            synchronized (this) {
                if (!this.reading) {
                    this.waiting.add(action);
                    return;
                }
            }
        }
        action.run();
    }
}
