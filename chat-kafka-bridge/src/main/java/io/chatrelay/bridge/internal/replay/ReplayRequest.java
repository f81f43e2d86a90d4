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

import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.cursor.SubscribeFrom;
import io.chatrelay.core.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that is not to begin at the tail.
 *
 * @param subscription to one destination
 * @param from where it is to begin
 * @param until the message that it is to end before, or {@code null} if it is to become live
 * @param answer takes what was found out
 */
public record ReplayRequest(
        Subscription subscription,
        SubscribeFrom from,
        @Nullable Position until,
        ReplayAnswer answer) {

    /** Takes what was found out about the beginning of a subscription. */
    public interface ReplayAnswer {

        /**
         * Says where the subscription stands, before it is delivered the first message. With the partition's lock held.
         *
         * @param gap why something after the place that was asked for cannot be had, or {@code null}
         * @param count how many messages follow, or {@code null} if it goes on for ever
         * @return whether the gap was told; if not, the first message tells it
         */
        boolean begins(Position position, @Nullable GapReason gap, @Nullable Integer count);

        /** The beginning cannot be found. */
        void failed();
    }
}
