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
package io.chatrelay.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.StompTestClient;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that sends a frame in pieces and goes on after the piece that broke a rule. Not promised on Jetty, which drops
 * a connection together with what it has yet to read: the client's system may then throw away the ERROR frame.
 */
@ExtendWith(Brokers.class)
class StillSendingIT {

    private static final int PIECE = 8_000;
    private static final int PIECES = 10;

    @ParameterizedTest
    @ValueSource(strings = {"S", "SEND\ndestination", "SEND\ndestination:/topic/still\n\n"})
    void isToldAndCutOff(String start, Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.send(start);
            for (int piece = 0; piece < PIECES; piece++) {
                client.trySend("x".repeat(PIECE));
            }

            assertThat(client.next("ERROR").header("message")).isNotEmpty();
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }
}
