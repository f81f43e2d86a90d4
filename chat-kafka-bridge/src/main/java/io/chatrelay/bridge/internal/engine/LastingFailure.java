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

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells when something that is tried again and again has failed for so long that somebody should know. One thread. */
final class LastingFailure {

    private final long patienceNanos;

    private @Nullable Long sinceNanos;

    private boolean reported;

    LastingFailure(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** Notes a failure, and returns true for the first one after the patience is over, once. */
    boolean isWorthReporting(long nowNanos) {
        Long since = this.sinceNanos;
        if (since == null) {
            this.sinceNanos = nowNanos;
            return false;
        }
        boolean worth = !this.reported && nowNanos - since > this.patienceNanos;
        this.reported |= worth;
        return worth;
    }
}
