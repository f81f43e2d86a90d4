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
package io.chatrelay.core.cursor;

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.log.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * From where on a subscription wants its messages: the {@code from} header of a SUBSCRIBE frame.
 *
 * @since 0.1
 */
public sealed interface SubscribeFrom {

    /** What is sent from now on. */
    record Now() implements SubscribeFrom {}

    /** Everything that the log still has. */
    record Earliest() implements SubscribeFrom {}

    /**
     * The newest messages of the destination, and what follows.
     *
     * @param count how many at most, at least 1
     */
    record Last(int count) implements SubscribeFrom {}

    /**
     * The destination's first message whose timestamp is not before a time, and everything that comes after it in the log.
     *
     * @param time in whole milliseconds, from 1970 on
     */
    record Since(Instant time) implements SubscribeFrom {}

    /**
     * Everything after a message, or after the place that a RECEIPT named.
     *
     * @param position of the message
     */
    record After(Position position) implements SubscribeFrom {}

    /**
     * Reads the header.
     *
     * @param value of the header; null, which is {@code now}, if there is none
     * @param mostLast how many messages {@code last=N} may ask for
     * @throws InvalidValueException if the value has none of the forms
     */
    static SubscribeFrom parse(@Nullable String value, int mostLast) {
        if (value == null || value.equals("now")) {
            return new Now();
        }
        if (value.equals("earliest")) {
            return new Earliest();
        }
        if (value.startsWith("last=")) {
            int count = count(value.substring("last=".length()));
            if (count >= 1 && count <= mostLast) {
                return new Last(count);
            }
        }
        Position position = Position.parse(value);
        if (position != null) {
            return new After(position);
        }
        try {
            Instant time = Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value));
            // Kafka takes epoch milliseconds, none of them negative.
            return new Since(Instant.ofEpochMilli(Math.max(0, time.toEpochMilli())));
        } catch (DateTimeException | ArithmeticException notTime) {
            throw new InvalidValueException(
                    "from",
                    value,
                    "now, earliest, last=1 to last=" + mostLast
                            + ", an ISO-8601 time such as 2026-11-25T10:15:30Z, or the message-id of a message from the log");
        }
    }

    private static int count(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
