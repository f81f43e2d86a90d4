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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.log.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribeFromTests {

    private static final int MOST = 1000;

    @Test
    void withoutHeaderIsNow() {
        assertThat(SubscribeFrom.parse(null, MOST)).isEqualTo(new SubscribeFrom.Now());
        assertThat(SubscribeFrom.parse("now", MOST)).isEqualTo(new SubscribeFrom.Now());
    }

    @Test
    void earliest() {
        assertThat(SubscribeFrom.parse("earliest", MOST)).isEqualTo(new SubscribeFrom.Earliest());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, MOST})
    void last(int count) {
        assertThat(SubscribeFrom.parse("last=" + count, MOST)).isEqualTo(new SubscribeFrom.Last(count));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T10:15:30Z, 2026-11-25T10:15:30Z",
        "2026-11-25T10:15:30.123Z, 2026-11-25T10:15:30.123Z",
        "2026-11-25T10:15:30+01:00, 2026-11-25T09:15:30Z",
        "2026-11-25T10:15Z, 2026-11-25T10:15:00Z"
    })
    void time(String value, Instant time) {
        assertThat(SubscribeFrom.parse(value, MOST)).isEqualTo(new SubscribeFrom.Since(time));
    }

    @Test
    void timeIsCutToMilliseconds() {
        assertThat(SubscribeFrom.parse("2026-11-25T10:15:30.123999Z", MOST))
                .isEqualTo(new SubscribeFrom.Since(Instant.parse("2026-11-25T10:15:30.123Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "1970-01-01T00:30:00+01:00", "-0044-03-15T12:00:00Z"})
    void timeBeforeAnyLogIsTheEpochBecauseKafkaKnowsNoEarlierOne(String value) {
        assertThat(SubscribeFrom.parse(value, MOST)).isEqualTo(new SubscribeFrom.Since(Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, Long.MAX_VALUE})
    void messageId(long offset) {
        Position position = new Position(1, 2, offset, 3);

        assertThat(SubscribeFrom.parse(position.toString(), MOST)).isEqualTo(new SubscribeFrom.After(position));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NOW",
                "now ",
                "latest",
                "last",
                "last=",
                "last=0",
                "last=-1",
                "last=+1",
                "last=1001",
                "last=1.5",
                "last=9999999999",
                "last=99999999999999999999",
                "last=٥",
                "5",
                "2026-11-25",
                "2026-11-25T10:15:30",
                "2026-13-25T10:15:30Z",
                "+292278995-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00+18:00",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void anythingElseIsRefusedWithTheFormsThereAre(String value) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SubscribeFrom.parse(value, MOST))
                .withMessage(
                        "from: \"" + value + "\" (expected: now, earliest, last=1 to last=1000,"
                                + " an ISO-8601 time such as 2026-11-25T10:15:30Z, or the message-id of a message from the log)");
    }

    @Test
    void longValueIsShortenedInTheRefusal() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SubscribeFrom.parse("x".repeat(10_000), MOST))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void whatAMessageMayAskForIsNamedByTheApplicationsLimit() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SubscribeFrom.parse("last=51", 50))
                .withMessageContaining("last=1 to last=50");
    }
}
