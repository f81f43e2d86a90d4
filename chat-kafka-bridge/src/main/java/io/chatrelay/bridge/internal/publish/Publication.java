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

import io.chatrelay.bridge.internal.record.RelayedMessage;

/** A message on its way to the log. */
final class Publication {

    private final RelayedMessage message;

    private final long size;

    private final long deadlineNanos;

    private final PublishCallback callback;

    Publication(RelayedMessage message, long size, long deadlineNanos, PublishCallback callback) {
        this.message = message;
        this.size = size;
        this.deadlineNanos = deadlineNanos;
        this.callback = callback;
    }

    RelayedMessage message() {
        return this.message;
    }

    long size() {
        return this.size;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - this.deadlineNanos >= 0;
    }

    PublishCallback callback() {
        return this.callback;
    }
}
