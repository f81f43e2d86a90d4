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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.core.stomp.StompVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.messaging.support.GenericMessage;

class ClientSessionTests {

    private static ClientSession session(Heartbeat heartbeat) {
        return new ClientSession(
                "s1",
                null,
                StompVersion.V1_2,
                heartbeat,
                new SessionOutput(() -> (message, timeout) -> true, null, true),
                0);
    }

    @Nested
    class Heartbeats {

        @ParameterizedTest
        @CsvSource({
            // client can, wants; server can, wants; read limit, write interval
            "0, 0, 10000, 10000, 0, 0",
            "5000, 5000, 10000, 10000, 30000, 10000",
            "20000, 20000, 10000, 10000, 60000, 20000",
            "5000, 0, 10000, 10000, 30000, 0",
            "0, 5000, 10000, 10000, 0, 10000",
            "5000, 5000, 0, 0, 0, 0",
            "5000, 5000, 1000, 0, 0, 5000",
        })
        void areAgreedOnAsTheStandardSays(long cx, long cy, long sx, long sy, long read, long write) {
            assertThat(Heartbeat.negotiate(new long[] {cx, cy}, new long[] {sx, sy}))
                    .isEqualTo(new Heartbeat(read, write));
        }

        @Test
        void clientIsSilentAfterTheAgreedTimeUnlessAnythingCame() {
            ClientSession session = session(new Heartbeat(300, 0));
            assertThat(session.isSilent(300)).isFalse();
            assertThat(session.isSilent(301)).isTrue();

            session.touch(200);

            assertThat(session.isSilent(500)).isFalse();
            assertThat(session.isSilent(501)).isTrue();
        }

        @Test
        void heartbeatIsDueBeforeTheNextLookWouldBeTooLateUnlessAnythingLeft() {
            ClientSession session = session(new Heartbeat(0, 100));
            assertThat(session.needsHeartbeat(75, 25)).isFalse();
            assertThat(session.needsHeartbeat(76, 25)).isTrue();

            session.send(new GenericMessage<>(new byte[0]), 76);

            assertThat(session.needsHeartbeat(101, 25)).isFalse();
        }

        @Test
        void withoutAgreementNobodyIsSilentAndNothingIsDue() {
            ClientSession session = session(Heartbeat.NONE);

            assertThat(session.isSilent(Long.MAX_VALUE)).isFalse();
            assertThat(session.needsHeartbeat(Long.MAX_VALUE, 1)).isFalse();
        }
    }

    @Nested
    class PendingSends {

        private final List<String> done = new ArrayList<>();

        @Test
        void actionWaitsForAllOfThem() {
            ClientSession session = session(Heartbeat.NONE);
            session.sendStarted();
            session.sendStarted();
            session.afterSends(() -> this.done.add("bye"));
            session.sendEnded();
            assertThat(this.done).isEmpty();

            session.sendEnded();

            assertThat(this.done).containsExactly("bye");
        }

        @Test
        void withoutAnyTheActionRunsAtOnce() {
            session(Heartbeat.NONE).afterSends(() -> this.done.add("bye"));

            assertThat(this.done).containsExactly("bye");
        }
    }

    @Nested
    class Table {

        private final SessionTable table = new SessionTable();

        @Test
        void endedSessionIsNotBroughtBackByALateConnect() {
            this.table.add(session(Heartbeat.NONE));
            assertThat(this.table.remove("s1", 1_000)).isNotNull();

            assertThat(this.table.remove("s1", 1_000)).as("for one caller only").isNull();
            assertThat(this.table.add(session(Heartbeat.NONE))).isFalse();
            assertThat(this.table.hasEnded("s1")).isTrue();
        }

        @Test
        void endedSessionIsForgottenAfterAMinute() {
            this.table.remove("s1", 1_000);
            this.table.forgetEnded(61_000);
            assertThat(this.table.hasEnded("s1")).isTrue();

            this.table.forgetEnded(61_001);

            assertThat(this.table.hasEnded("s1")).isFalse();
        }

        @Test
        void secondConnectOfASessionIsNotAdded() {
            ClientSession first = session(Heartbeat.NONE);
            this.table.add(first);

            assertThat(this.table.add(session(Heartbeat.NONE))).isFalse();
            assertThat(this.table.find("s1")).isSameAs(first);
        }
    }
}
