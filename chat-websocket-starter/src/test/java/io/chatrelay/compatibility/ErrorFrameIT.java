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
import static io.chatrelay.compatibility.client.Frame.frameWithBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An ERROR frame says which rule was broken, and of which frame. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class ErrorFrameIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SEND        | -              | -    | SEND        | destination
            SEND        | destination:   | -    | SEND        | destination
            SUBSCRIBE   | -              | id:0 | SUBSCRIBE   | destination
            SUBSCRIBE   | destination:   | id:0 | SUBSCRIBE   | destination
            SUBSCRIBE   | destination:/topic/errors | -   | SUBSCRIBE   | id
            SUBSCRIBE   | destination:/topic/errors | id: | SUBSCRIBE   | id
            UNSUBSCRIBE | -              | -    | UNSUBSCRIBE | id
            MESSAGE     | destination:/topic/errors | id:0 | MESSAGE | client
            HELLO       | -              | -    | HELLO       | command
            SEND        | destination:/topic/errors | content-length:x  | content-length | number
            SEND        | destination:/topic/errors | content-length:-1 | content-length | number
            """)
    void brokenRuleIsNamed(String command, String first, String second, String named, String alsoNamed, Relay relay) {
        String[] headers = Stream.of(first, second, "receipt:my-receipt")
                .filter(Objects::nonNull)
                .toArray(String[]::new);
        try (StompTestClient client = relay.connect()) {
            client.send(frame(command, headers));

            Frame error = client.next("ERROR");
            assertSpeaksToClients(error);
            assertThat(error.header("message")).contains(named).contains(alsoNamed);
            assertThat(error.header("receipt-id")).isEqualTo("my-receipt");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "0.9,3.0", "latest", ","})
    void supportedVersionsAreNamedWhenNoneIsCommon(String accepted, Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.send(frame("CONNECT", "accept-version:" + accepted, "host:localhost"));

            Frame error = client.next("ERROR");
            assertSpeaksToClients(error);
            assertThat(error.header("version")).isEqualTo("1.0,1.1,1.2");
            assertThat(error.toString()).contains("1.0,1.1,1.2");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void errorWithoutReceiptHasNoReceiptId(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.send(frame("SUBSCRIBE", "destination:/topic/errors"));

            assertThat(client.next("ERROR").headerNames()).doesNotContain("receipt-id");
        }
    }

    @Test
    void idOfAnotherDestinationIsRefusedAndNamed(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "taken", "/topic/errors.first");
            client.subscribe("taken", "/topic/errors.second", "receipt:my-receipt");

            Frame error = client.next("ERROR");
            assertSpeaksToClients(error);
            assertThat(error.header("message")).contains("id").contains("taken");
            assertThat(error.header("receipt-id")).isEqualTo("my-receipt");
        }
    }

    @Test
    void sameSubscriptionTwiceIsOneSubscription(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/errors.same");
            client.subscribe("0", "/topic/errors.same", "receipt:again");
            client.nextReceipt("again");

            client.publish("/topic/errors.same", "once").publish("/topic/errors.same", "then this");

            assertThat(client.nextMessages(2)).extracting(Frame::body).containsExactly("once", "then this");
        }
    }

    @Test
    void invalidEscapeIsNamed(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.send(frameWithBody("SEND", "x", "destination:/topic/errors", "odd:a\\tb", "receipt:my-receipt"));

            Frame error = client.next("ERROR");
            assertSpeaksToClients(error);
            assertThat(error.header("message")).contains("escape");
        }
    }

    @Test
    void frameAboveTheLimitIsToldTheLimit(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.publish("/topic/errors", "x".repeat(66_000));

            Frame error = client.next("ERROR");
            assertSpeaksToClients(error);
            assertThat(error.header("message")).contains("65536");
        }
    }

    @Test
    void othersAreNotDisturbed(Relay relay) {
        try (StompTestClient neighbour = relay.connect();
                StompTestClient client = relay.connect()) {
            relay.subscribe(neighbour, "0", "/topic/errors.neighbour");

            client.send(frame("SUBSCRIBE", "destination:/topic/errors.neighbour"));
            client.awaitClose();
            neighbour.publish("/topic/errors.neighbour", "still here");

            assertThat(neighbour.next("MESSAGE").body()).isEqualTo("still here");
        }
    }

    private static void assertSpeaksToClients(Frame error) {
        assertThat(error.header("message")).isNotEmpty();
        assertThat(error.toString())
                .doesNotContain("org.springframework")
                .doesNotContain("io.chatrelay")
                .doesNotContain("java.")
                .doesNotContain("Exception");
    }
}
