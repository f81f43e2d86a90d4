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
package io.chatrelay.websocket;

import static io.chatrelay.compatibility.client.Frame.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.adapter.AbstractWebSocketSession;
import org.springframework.web.socket.config.WebSocketMessageBrokerStats;

/** What applications rely on around the protocol: their settings, Spring's events and figures. */
@Tag("web-server")
class CustomizedApplicationIT {
    private static final int PROTOCOL_ERROR = 1002;

    private static ProtocolNode node;

    @BeforeAll
    static void start() {
        node = ProtocolNode.start(CustomizedApplication.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static StompTestClient open() {
        return StompTestClient.open(node.webSocket());
    }

    @Test
    void errorHandlerOfTheApplicationIsAskedAndTheReceiptAdded() {
        try (StompTestClient client = open().connect()) {
            client.send(frame("SEND", "receipt:7"));

            Frame error = client.next("ERROR");
            assertThat(error.header("by")).isEqualTo("application");
            assertThat(error.header("message")).contains("SEND frame must have a destination");
            assertThat(error.header("receipt-id")).isEqualTo("7");
            assertThat(client.awaitClose()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void errorHandlerThatStaysSilentDoesNotKeepBrokenSessionOpen() {
        try (StompTestClient client = open().connect()) {
            client.send(frame("UNSUBSCRIBE"));

            assertThat(client.awaitClose()).isEqualTo(PROTOCOL_ERROR);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void decoratorsOfTheApplicationSeeTheSessionOfTheContainerInEveryCall() {
        SessionRegister sessions = node.bean(CustomizedApplication.class).sessions;
        await().until(sessions.open::isEmpty);

        try (StompTestClient client = open().connect()) {
            assertThat(sessions.open).singleElement().isInstanceOf(AbstractWebSocketSession.class);
            client.send(frame("SEND"));
            assertThat(client.awaitClose()).isEqualTo(PROTOCOL_ERROR);
        }

        await().until(sessions.open::isEmpty);
        assertThat(sessions.strangers).isEmpty();
    }

    @Test
    void sizeLimitOfTheApplicationHolds() {
        try (StompTestClient client = open().connect()) {
            client.publish("/topic/a", "x".repeat(1024));

            assertThat(client.next("ERROR").header("message")).contains("more than 1024 bytes");
        }
    }

    @Test
    void orderingOfSpringStillWorks() {
        int count = 500;
        try (StompTestClient client = open().connect()) {
            client.subscribe("0", "/topic/order");
            IntStream.range(0, count).forEach(i -> client.publish("/topic/order", "m" + i));

            List<String> expected =
                    IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
            assertThat(client.nextMessages(count)).extracting(Frame::body).isEqualTo(expected);
        }
    }

    @Test
    void repliesToUserNameTheDestinationTheUserSubscribedTo() {
        try (StompTestClient client = open().connect()) {
            client.subscribe("0", "/user/queue/echo").publish("/app/echo", "hello", "content-type:text/plain");

            Frame reply = client.next("MESSAGE");
            assertThat(reply.header("destination")).isEqualTo("/user/queue/echo");
            assertThat(reply.headerNames()).doesNotContain("simpOrigDestination");
            assertThat(reply.body()).isEqualTo("hello");
        }
    }

    @Test
    void eventsAndFiguresAreThoseOfSpring() {
        try (ProtocolNode fresh = ProtocolNode.start(ProtocolApplication.class)) {
            List<String> events = fresh.bean(ProtocolApplication.class).events;
            try (StompTestClient client =
                    StompTestClient.open(fresh.webSocket()).connect()) {
                client.subscribe("0", "/topic/a").send(frame("UNSUBSCRIBE", "id:0"));
                client.send(frame("DISCONNECT", "receipt:bye"));
                client.nextReceipt("bye");
            }

            await().untilAsserted(() -> assertThat(events)
                    .containsExactlyInAnyOrder(
                            "SessionConnectEvent",
                            "SessionConnectedEvent",
                            "SessionSubscribeEvent",
                            "SessionUnsubscribeEvent",
                            "SessionDisconnectEvent"));
            assertThat(fresh.bean(WebSocketMessageBrokerStats.class).getStompSubProtocolStats())
                    .hasToString("processed CONNECT(1)-CONNECTED(1)-DISCONNECT(1)");
        }
    }
}
