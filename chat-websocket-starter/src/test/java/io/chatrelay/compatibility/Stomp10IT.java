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

import static io.chatrelay.compatibility.client.Frame.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions of STOMP 1.0 and 1.1 beside those of 1.2. */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class Stomp10IT {

    @Test
    void subscribesWithoutId(Relay relay) {
        try (StompTestClient client = connect10(relay)) {
            client.send(frame("SUBSCRIBE", "destination:/topic/old.no-id", "receipt:r"));
            client.nextReceipt("r");

            client.publish("/topic/old.no-id", "x");

            Frame message = client.next("MESSAGE");
            assertThat(message.body()).isEqualTo("x");
            assertThat(message.header("destination")).isEqualTo("/topic/old.no-id");
        }
    }

    @Test
    void unsubscribesByDestination(Relay relay) {
        try (StompTestClient client = connect10(relay)) {
            client.send(frame("SUBSCRIBE", "destination:/topic/old.left"));
            client.send(frame("SUBSCRIBE", "destination:/topic/old.stays"));
            client.send(frame("UNSUBSCRIBE", "destination:/topic/old.left", "receipt:r"));
            client.nextReceipt("r");

            client.publish("/topic/old.left", "lost").publish("/topic/old.stays", "found");

            assertThat(client.next("MESSAGE").body()).isEqualTo("found");
        }
    }

    @Test
    void headerValuesAreNotEscaped(Relay relay) {
        try (StompTestClient old = connect10(relay);
                StompTestClient modern = relay.connect()) {
            relay.subscribe(old, "0", "/topic/old.values");
            relay.subscribe(modern, "0", "/topic/old.values");

            old.publish("/topic/old.values", "x", "path:C:\\new\\table");

            assertThat(old.next("MESSAGE").header("path")).isEqualTo("C:\\new\\table");
            assertThat(modern.next("MESSAGE").header("path")).isEqualTo("C\\c\\\\new\\\\table");
        }
    }

    @Test
    void escapedValuesOf12AreReadableFor10(Relay relay) {
        try (StompTestClient old = connect10(relay);
                StompTestClient modern = relay.connect()) {
            relay.subscribe(old, "0", "/topic/old.read");

            modern.publish("/topic/old.read", "x", "path:C\\c\\\\new");

            assertThat(old.next("MESSAGE").header("path")).isEqualTo("C:\\new");
        }
    }

    @Test
    void lineBreakInAValueCannotAddAHeaderFor10(Relay relay) {
        try (StompTestClient old = connect10(relay);
                StompTestClient modern = relay.connect()) {
            relay.subscribe(old, "0", "/topic/old.injection");

            modern.publish("/topic/old.injection", "x", "note:a\\ninjected\\cyes");

            assertThat(old.next("MESSAGE").headerNames()).doesNotContain("injected");
        }
    }

    @Test
    void version11SpeaksToo(Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.send(frame("CONNECT", "accept-version:1.1", "host:localhost"));
            client.next("CONNECTED");
            relay.subscribe(client, "0", "/topic/old.eleven");

            client.publish("/topic/old.eleven", "x", "odd:a\\cb\\nc\\\\d");

            assertThat(client.next("MESSAGE").header("odd")).isEqualTo("a\\cb\\nc\\\\d");
        }
    }

    @Test
    void errorsReach10Too(Relay relay) {
        try (StompTestClient client = connect10(relay)) {
            client.send(frame("SEND", "receipt:r"));

            assertThat(client.next("ERROR").header("receipt-id")).isEqualTo("r");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    private static StompTestClient connect10(Relay relay) {
        StompTestClient client = relay.open().send(frame("CONNECT"));
        assertThat(client.next("CONNECTED").header("version")).isEqualTo("1.0");
        return client;
    }
}
