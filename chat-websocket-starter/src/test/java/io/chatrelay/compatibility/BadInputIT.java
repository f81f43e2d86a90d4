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
import io.chatrelay.compatibility.client.RawSocket;
import io.chatrelay.compatibility.client.StompTestClient;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends in an error or a closed connection, and a neighbour does not notice. */
@Tag("web-server")
@ExtendWith(Brokers.class)
class BadInputIT {

    private static final String CONNECT = frame("CONNECT", "accept-version:1.2", "host:localhost");
    private static final int TOO_BIG = 1009;
    private static final int NO_UTF_8 = 1007;

    private final SpringWarnings warnings = new SpringWarnings();
    private final StompTestClient neighbour;

    BadInputIT(Relay relay) {
        neighbour = relay.connect();
        relay.subscribe(neighbour, "0", "/topic/bad.neighbour");
    }

    @BeforeEach
    void listenToWarnings() {
        warnings.start();
    }

    @AfterEach
    void neighbourIsServedAndNobodyWarned() {
        neighbour.publish("/topic/bad.neighbour", "alive");
        assertThat(neighbour.next("MESSAGE").body()).isEqualTo("alive");
        neighbour.close();
        assertThat(warnings.stop()).isEmpty();
    }

    static Stream<Arguments> frames() {
        String random = new String(randomBytes(3_000), StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("garbage", random + "\0"),
                Arguments.of("garbage command", "\u0001\u0002\u0003\n\n\0"),
                Arguments.of("lower case command", "send\ndestination:/topic/bad\n\nx\0"),
                Arguments.of("a header without a colon", "SEND\ndestination:/topic/bad\nno colon here\n\nx\0"),
                Arguments.of("an unknown escape", "SEND\ndestination:/topic/bad\nodd:\\q\n\nx\0"),
                Arguments.of("a half escape", "SEND\ndestination:/topic/bad\nodd:x\\\n\nx\0"),
                Arguments.of("a huge header", "SEND\ndestination:/topic/bad\nhuge:" + "x".repeat(70_000) + "\n\nx\0"),
                Arguments.of("very many headers", "SEND\ndestination:/topic/bad\n" + "a:b\n".repeat(20_000) + "\nx\0"),
                Arguments.of("endless headers", "SEND\ndestination:/topic/bad\n" + "a:b\n".repeat(20_000)),
                Arguments.of("an endless header", "SEND\ndestination" + "x".repeat(70_000)),
                Arguments.of("an endless command", "S".repeat(70_000)),
                Arguments.of("an endless body", "SEND\ndestination:/topic/bad\n\n" + "x".repeat(70_000)),
                Arguments.of("a huge length", "SEND\ndestination:/topic/bad\ncontent-length:999999999999\n\nx\0"),
                Arguments.of("a negative length", "SEND\ndestination:/topic/bad\ncontent-length:-5\n\nx\0"),
                Arguments.of("too short a length", "SEND\ndestination:/topic/bad\ncontent-length:1\n\nxyz\0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void isToldAndCutOff(String name, String raw, Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.trySend(raw);

            Frame error = client.next("ERROR");
            assertThat(error.header("message")).isNotEmpty();
            assertThat(error.toString()).doesNotContain("org.springframework").doesNotContain("java.");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void isToldBeforeConnectToo(String name, String raw, Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.trySend(raw);

            assertThat(client.next("ERROR").header("message")).isNotEmpty();
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void webSocketMessageFarAboveTheLimitIsCutOff(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.trySend("SEND\ndestination:/topic/bad\n\n" + "x".repeat(2_000_000));

            // A container drops what it has yet to read together with the connection. The client's system, which is
            // still
            // sending, may then know of the end before it has read the close frame.
            assertThat(client.awaitCloseOrCut()).isIn(1002, TOO_BIG, 1006);
        }
    }

    @Test
    void textThatIsNoUtf8IsCutOff(Relay relay) {
        try (RawSocket socket = RawSocket.open(relay.node().webSocket())) {
            socket.sendText(CONNECT.getBytes(StandardCharsets.UTF_8)).skipMessage();
            socket.sendText(new byte[] {'S', 'E', 'N', 'D', '\n', (byte) 0xc3, (byte) 0x28, '\n', '\n', 0});

            // The container decides this one, and leaves without a close frame while its last write is being finished.
            assertThat(socket.awaitClose()).isIn(NO_UTF_8, 1006);
        }
    }

    @Test
    void binaryHeadersThatAreNoUtf8AreAnError(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.send("SEND\ndestination:/topic/bad\nodd:\u00c3\u0028\n\nx\0".getBytes(StandardCharsets.ISO_8859_1));

            client.next("ERROR");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void bytesThatAreNoWebSocketAreCutOff(Relay relay) {
        try (RawSocket socket = RawSocket.open(relay.node().webSocket())) {
            socket.sendText(CONNECT.getBytes(StandardCharsets.UTF_8))
                    .skipMessage()
                    .sendUnframed(randomBytes(500));

            assertThat(socket.awaitClose()).isIn(1002, 1006, NO_UTF_8, TOO_BIG);
        }
    }

    @Test
    void tenThousandTinyFramesAreServed(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            String frames = (frame("SEND", "destination:/topic/bad.tiny") + "\n").repeat(100);
            for (int batch = 0; batch < 100; batch++) {
                client.send(frames);
            }
            client.publish("/topic/bad.tiny", "last", "receipt:last");

            client.nextReceipt("last");
        }
    }

    @Test
    void heartBeatsByTheThousandAreHarmless(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            for (int batch = 0; batch < 100; batch++) {
                client.send("\n\r\n".repeat(1_000));
            }
            client.publish("/topic/bad.beats", "x", "receipt:r");

            client.nextReceipt("r");
        }
    }

    @Test
    void thousandsOfSubscriptionsOfOneSessionWorkAndEnd(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            for (int id = 0; id < 5_000; id++) {
                client.subscribe(String.valueOf(id), "/topic/bad.many." + id);
            }
            relay.subscribe(client, "last", "/topic/bad.many.last");

            client.publish("/topic/bad.many.4321", "x");

            assertThat(client.next("MESSAGE").header("subscription")).isEqualTo("4321");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topic/without-slash",
                "x",
                "/",
                "//",
                "/topic/",
                "/topic",
                "/topic/../queue/x",
                "/topic/a b",
                "/topic/\\n\\r",
                "/topic/\u0007\u001b",
                "/topic/\ud83d\ude42",
                "/topic/{",
                "/topic/[",
                "/topic/${x}",
                "/topic/#{x}",
                "/topic/%00",
                "/user",
                "/user/",
                "/user/x",
                "/user//queue/x",
                "/app/no-such-mapping",
                "/app/",
                "https://example.org/topic"
            })
    void oddDestinationsAreServedOrRefused(String destination, Relay relay) {
        try (StompTestClient sender = relay.connect();
                StompTestClient subscriber = relay.connect()) {
            sender.publish(destination, "x").trySend(frame("DISCONNECT", "receipt:sent"));
            subscriber.subscribe("0", destination).trySend(frame("DISCONNECT", "receipt:subscribed"));

            assertThat(endOf(sender)).isIn("RECEIPT", "ERROR");
            assertThat(endOf(subscriber)).isIn("RECEIPT", "ERROR");
        }
    }

    @Test
    void veryLongDestinationIsServedOrRefused(Relay relay) {
        String destination = "/topic/" + "x/".repeat(20_000);
        try (StompTestClient client = relay.connect()) {
            client.subscribe("0", destination, "receipt:r");
            Frame answer = client.next();
            assertThat(answer.command()).isIn("RECEIPT", "ERROR");
            if (answer.command().equals("RECEIPT")) {
                client.publish(destination, "x");
                assertThat(client.next("MESSAGE").body()).isEqualTo("x");
            }
        }
    }

    private static String endOf(StompTestClient client) {
        Frame frame = client.next();
        while (frame.command().equals("MESSAGE")) {
            frame = client.next();
        }
        return frame.command();
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
