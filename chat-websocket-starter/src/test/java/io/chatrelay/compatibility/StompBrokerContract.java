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
import static org.assertj.core.api.Assertions.tuple;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;

/** What clients may rely on with every broker behind {@code @EnableWebSocketMessageBroker}, on raw frames. */
abstract class StompBrokerContract {

    /** No frame of a session has an effect after DISCONNECT, so that there is nothing to wait for instead. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private final Broker broker;

    StompBrokerContract(Broker broker) {
        this.broker = broker;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.2         | 1.2
            1.1         | 1.1
            1.0         | 1.0
            1.0,1.1     | 1.1
            1.2,1.1,1.0 | 1.2
            1.1,7.0     | 1.1
            """)
    void connectedNamesTheBestCommonVersion(String accepted, String chosen) {
        try (StompTestClient client = broker.open()) {
            client.send(frame("CONNECT", "accept-version:" + accepted, "host:localhost"));

            assertThat(client.next("CONNECTED").header("version")).isEqualTo(chosen);
        }
    }

    @Test
    void stompCommandConnectsToo() {
        try (StompTestClient client = broker.open()) {
            client.send(frame("STOMP", "accept-version:1.2", "host:localhost"));

            assertThat(client.next("CONNECTED").header("version")).isEqualTo("1.2");
        }
    }

    @Test
    void connectedNamesTheUser() {
        try (StompTestClient client = StompTestClient.open(broker.node().webSocketOf("contract-carol"))) {
            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost"));

            assertThat(client.next("CONNECTED").header("user-name")).isEqualTo("contract-carol");
        }
    }

    @Test
    void messageCarriesWhatWasSent() {
        try (StompTestClient subscriber = broker.connect();
                StompTestClient sender = broker.connect()) {
            broker.subscribe(subscriber, "my-id", "/topic/contract.sent");

            sender.publish("/topic/contract.sent", "h\u00e9llo", "content-type:text/plain;charset=utf-8", "mood:fine");

            Frame message = subscriber.next("MESSAGE");
            assertThat(message.body()).isEqualTo("h\u00e9llo");
            assertThat(message.header("destination")).isEqualTo("/topic/contract.sent");
            assertThat(message.header("subscription")).isEqualTo("my-id");
            assertThat(message.header("content-type")).isEqualTo("text/plain;charset=utf-8");
            assertThat(message.header("content-length")).isEqualTo("6");
            assertThat(message.header("mood")).isEqualTo("fine");
            assertThat(message.header("message-id")).isNotEmpty();
        }
    }

    @Test
    void senderReceivesItsOwnMessage() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.own");

            client.publish("/topic/contract.own", "mine");

            assertThat(client.next("MESSAGE").body()).isEqualTo("mine");
        }
    }

    @Test
    void subscriptionHeaderOfSenderIsNotHandedOn() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.subscription");

            client.publish("/topic/contract.subscription", "x", "subscription:forged");

            assertThat(client.next("MESSAGE").header("subscription")).isEqualTo("0");
        }
    }

    @Test
    void headerValuesStayEscaped() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.escaped");

            client.publish("/topic/contract.escaped", "x", "odd:a\\cb\\nc\\\\d\\re");

            assertThat(client.next("MESSAGE").header("odd")).isEqualTo("a\\cb\\nc\\\\d\\re");
        }
    }

    @Test
    void twoSubscriptionsOfOneDestinationGetTwoCopies() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "first", "/topic/contract.twice");
            broker.subscribe(client, "second", "/topic/contract.twice");

            client.publish("/topic/contract.twice", "x");

            assertThat(client.nextMessages(2))
                    .extracting(message -> message.header("subscription"))
                    .containsExactlyInAnyOrder("first", "second");
            broker.assertNothingCame(client);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/topic/contract.eu/**,     /topic/contract.eu/a/b, true",
        "/topic/contract.*.eu,      /topic/contract.sport.eu, true",
        "/topic/contract.?,         /topic/contract.x, true",
        "/topic/contract.*.us,      /topic/contract.sport.eu, false",
        "/topic/contract.literal,   /topic/contract.literal.more, false"
    })
    void patternsSelectDestinations(String pattern, String destination, boolean matches) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "pattern", pattern);
            broker.subscribe(client, "witness", destination);

            client.publish(destination, "x");

            List<Frame> messages = client.nextMessages(matches ? 2 : 1);
            assertThat(messages)
                    .extracting(message -> message.header("destination"), message -> message.header("subscription"))
                    .containsExactlyInAnyOrder(
                            matches
                                    ? new Tuple[] {tuple(destination, "pattern"), tuple(destination, "witness")}
                                    : new Tuple[] {tuple(destination, "witness")});
            broker.assertNothingCame(client);
        }
    }

    @Test
    void unsubscribedGetsNothingMore() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "gone", "/topic/contract.left");
            broker.subscribe(client, "stays", "/topic/contract.left");

            client.send(frame("UNSUBSCRIBE", "id:gone", "receipt:left"));
            broker.awaitHandled(client, "left");
            client.publish("/topic/contract.left", "x");

            assertThat(client.next("MESSAGE").header("subscription")).isEqualTo("stays");
            broker.assertNothingCame(client);
        }
    }

    @Test
    void unsubscribeOfAnUnknownIdIsHarmless() {
        try (StompTestClient client = broker.connect()) {
            client.send(frame("UNSUBSCRIBE", "id:never-seen"));

            broker.assertNothingCame(client);
        }
    }

    @Test
    void disconnectWithReceiptIsAnsweredAndLeavesClosingToTheClient() {
        try (StompTestClient client = broker.connect()) {
            client.send(frame("DISCONNECT", "receipt:bye"));

            client.nextReceipt("bye");
            assertThat(client.untilQuiet(QUIET)).isEmpty();
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void secondConnectIsAnError() {
        try (StompTestClient client = broker.connect()) {
            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost"));

            client.next("ERROR");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND", "SUBSCRIBE"})
    void framesBeforeConnectAreAnError(String command) {
        try (StompTestClient client = broker.open()) {
            client.send(frame(command, "id:0", "destination:/topic/contract.early"));

            client.next("ERROR");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void frameAboveTheSizeLimitIsAnErrorOverFragmentedStomp() {
        try (StompTestClient client = broker.connect()) {
            String piece = "x".repeat(10_000);
            client.send("SEND\ndestination:/topic/contract.huge\n\n");

            for (int pieces = 0; pieces < 7; pieces++) {
                client.send(piece);
            }

            client.next("ERROR");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "NACK"})
    void acknowledgementsAreIgnored(String command) {
        try (StompTestClient client = broker.connect()) {
            client.send(frame(command, "id:1"));

            broker.assertNothingCame(client);
        }
    }

    @Test
    void destinationOfNoPrefixGoesNowhere() {
        try (StompTestClient client = broker.connect()) {
            client.subscribe("0", "/elsewhere/contract").publish("/elsewhere/contract", "x");

            broker.assertNothingCame(client);
        }
    }

    @Test
    void frameMayArriveInPieces() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.pieces");

            client.sendFragment("SEND\ndestination:/topic/contr", false).sendFragment("act.pieces\n\none\0", true);
            assertThat(client.next("MESSAGE").body()).isEqualTo("one");
            client.send("SEND\ndestination:/topic/contr").send("act.pieces\n\ntwo\0");

            assertThat(client.next("MESSAGE").body()).isEqualTo("two");
        }
    }

    @Test
    void oneWebSocketMessageMayCarrySeveralFrames() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.several");

            client.send("\n" + frameWithBody("SEND", "one", "destination:/topic/contract.several") + "\n\r\n"
                    + frameWithBody("SEND", "two", "destination:/topic/contract.several"));

            assertThat(client.nextMessages(2)).extracting(Frame::body).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void binaryMessagesCarryFramesAndBinaryBodies() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.binary");

            client.send(
                    "SEND\ndestination:/topic/contract.binary\ncontent-type:application/octet-stream\n\n\u00ff\u00fe\0"
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(client.next("MESSAGE").bytes()).containsExactly(0xff, 0xfe);
        }
    }

    @Test
    void templateReachesSubscribers() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract.template");

            broker.node().template().convertAndSend("/topic/contract.template", "from the server");

            assertThat(client.next("MESSAGE").body()).isEqualTo("from the server");
        }
    }

    @Test
    void handlerIsFoundByItsTypeAsApplicationsLookItUp() {
        SimpleBrokerMessageHandler handler = broker.node().bean(SimpleBrokerMessageHandler.class);

        assertThat(handler.isRunning()).isTrue();
        assertThat(handler.isBrokerAvailable()).isTrue();
        assertThat(handler.getDestinationPrefixes()).containsExactly("/topic", "/queue");
    }
}
