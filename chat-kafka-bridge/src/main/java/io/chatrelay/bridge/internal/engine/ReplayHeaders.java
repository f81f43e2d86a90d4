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

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.cursor.SubscribeFrom;
import io.chatrelay.core.log.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * Which part of the log a SUBSCRIBE asks for.
 *
 * @param from where it is to begin
 * @param until the message that it is to end before, or {@code null}
 */
record ReplayHeaders(SubscribeFrom from, @Nullable Position until) {

    private static final String FROM = "from";

    private static final String UNTIL = "until";

    /**
     * Reads the headers.
     *
     * @param mostLast how many messages {@code last=N} may ask for
     * @throws InvalidValueException if one has no valid form, or the destination has no history
     */
    static ReplayHeaders of(Message<?> message, String destination, boolean pattern, boolean personal, int mostLast) {
        String fromText = FrameHeaders.first(message, FROM);
        String untilText = FrameHeaders.first(message, UNTIL);
        SubscribeFrom from = SubscribeFrom.parse(fromText, mostLast);
        if ((pattern || personal) && (untilText != null || !(from instanceof SubscribeFrom.Now))) {
            throw new InvalidValueException(
                    untilText == null ? FROM : UNTIL,
                    untilText == null ? fromText : untilText,
                    "from:now and no until, because " + destination
                            + (pattern ? " is a pattern of destinations" : " is a user destination")
                            + ", which has no history");
        }
        if (untilText == null) {
            return new ReplayHeaders(from, null);
        }
        Position until = Position.parse(untilText);
        if (until == null || from instanceof SubscribeFrom.Now) {
            throw new InvalidValueException(
                    UNTIL, untilText, "the message-id of a message from the log, with a from that is not now");
        }
        return new ReplayHeaders(from, until);
    }

    boolean isNow() {
        return this.from instanceof SubscribeFrom.Now;
    }
}
