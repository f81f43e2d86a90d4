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
package io.chatrelay.bridge.internal.replay;

import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription begins.
 *
 * @param offset the first offset that is wanted
 * @param position the place before it, if the client has named it; else {@code null}
 * @param gap why something that was asked for cannot be had, or {@code null}
 * @param notBefore messages before this time are not wanted until the first that is, in epoch milliseconds, or {@link
 *     Position#NO_TIMESTAMP}
 */
record Beginning(
        long offset, @Nullable Position position, @Nullable GapReason gap, long notBefore) {

    static Beginning at(long offset) {
        return new Beginning(offset, null, null, Position.NO_TIMESTAMP);
    }

    static Beginning after(Position position) {
        return new Beginning(position.offset() + 1, position, null, Position.NO_TIMESTAMP);
    }

    static Beginning afterGap(GapReason reason, long offset) {
        return new Beginning(offset, null, reason, Position.NO_TIMESTAMP);
    }

    static Beginning since(long offset, long timestamp) {
        return new Beginning(offset, null, null, timestamp);
    }
}
