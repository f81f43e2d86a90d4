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

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of a SEND reach subscribers, except those that only the server may set or nobody else may see. */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class HeaderIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receipt",
                "receipt-id",
                "ack",
                "login",
                "passcode",
                "stompCommand",
                "nativeHeaders",
                "simpOrigDestination",
                "simpSessionId",
                "simpSubscriptionId",
                "simpUser",
                "simpMessageType",
                "simpDestination",
                "simpSessionAttributes",
                "simpHeartbeat",
                "simpIgnoreError",
                "gap",
                "replayed",
                "recovered",
                "count",
                "position"
            })
    void serverHeadersAreNotHandedOn(String name, Relay relay) {
        try (StompTestClient sender = relay.connect();
                StompTestClient subscriber = relay.connect()) {
            relay.subscribe(subscriber, "0", "/topic/header.forged");

            sender.publish("/topic/header.forged", "x", name + ":forged", "kept:yes");

            Frame message = subscriber.next("MESSAGE");
            assertThat(message.header("kept")).isEqualTo("yes");
            assertThat(message.header("destination")).isEqualTo("/topic/header.forged");
            assertThat(message.headers()).noneMatch(header -> header.value().equals("forged"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-id", "subscription", "timestamp"})
    void serverHeadersKeepTheServersValue(String name, Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/header.own");

            client.publish("/topic/header.own", "x", name + ":forged");

            Frame message = client.next("MESSAGE");
            assertThat(message.header(name)).isNotEmpty().isNotEqualTo("forged");
            assertThat(message.headerNames()).containsOnlyOnce(name);
        }
    }

    @Test
    void internalsOfServerAndSenderDoNotLeak(Relay relay) {
        try (StompTestClient sender = relay.connectAs("header-sender");
                StompTestClient subscriber = relay.connectAs("header-subscriber")) {
            relay.subscribe(subscriber, "0", "/topic/header.leak");

            sender.publish("/topic/header.leak", "x");

            Frame message = subscriber.next("MESSAGE");
            assertThat(message.headerNames())
                    .containsExactlyInAnyOrder(
                            "destination", "subscription", "message-id", "timestamp", "content-length");
            assertThat(message.toString()).doesNotContain("header-sender");
        }
    }

    @Test
    void repeatedHeaderKeepsItsFirstValue(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/header.repeated");

            client.publish("/topic/header.repeated", "x", "mood:first", "mood:second");

            assertThat(client.next("MESSAGE").header("mood")).isEqualTo("first");
        }
    }

    @Test
    void emptyAndOddHeadersArrive(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/header.odd");

            client.publish(
                    "/topic/header.odd",
                    "x",
                    "empty:",
                    " spaced : value ",
                    "\u00fcml\u00e4ut:\u00df \ud83d\ude42",
                    "a\\cb:c");

            Frame message = client.next("MESSAGE");
            assertThat(message.header("empty")).isEmpty();
            assertThat(message.header(" spaced ")).isEqualTo(" value ");
            assertThat(message.header("\u00fcml\u00e4ut")).isEqualTo("\u00df \ud83d\ude42");
            assertThat(message.header("a\\cb")).isEqualTo("c");
        }
    }

    @Test
    void templateSetsHeadersButNotTheMessageId(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/header.template");

            relay.node()
                    .template()
                    .convertAndSend("/topic/header.template", "x", Map.of("mood", "fine", "message-id", "mine"));

            Frame message = client.next("MESSAGE");
            assertThat(message.header("mood")).isEqualTo("fine");
            assertThat(message.header("message-id")).isNotEqualTo("mine");
        }
    }
}
