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

import static io.chatrelay.compatibility.client.Frame.frameWithBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives of what was sent: bodies, headers, sizes, order. */
@Tag("web-server")
class FrameContentIT {
    private static final int PROTOCOL_ERROR = 1002;

    private static ProtocolNode node;

    @BeforeAll
    static void start() {
        node = ProtocolNode.start(ProtocolApplication.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static StompTestClient connect() {
        return StompTestClient.open(node.webSocket()).connect();
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int value = 0; value < bytes.length; value++) {
            bytes[value] = (byte) value;
        }
        return bytes;
    }

    private static byte[] send(String destination, byte[] body, String... headers) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(("SEND\ndestination:" + destination + "\ncontent-length:" + body.length + "\n"
                        + String.join("", List.of(headers)) + "\n")
                .getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(body);
        frame.write(0);
        return frame.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "content-type:text/plain\n",
                "content-type:application/octet-stream\n",
                "content-type:application/json\n",
                "content-type:no mime type\n"
            })
    void everyByteArrivesWhateverTheContentType(String contentType) {
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/bytes").send(send("/topic/bytes", allBytes(), contentType));

            assertThat(client.next("MESSAGE").bytes()).isEqualTo(allBytes());
        }
    }

    @Test
    void bytesThatAreNoTextReachSockJsInBase64() {
        try (StompTestClient sender = connect();
                StompTestClient client =
                        StompTestClient.openSockJsWebSocket(node.sockJs()).connect()) {
            client.subscribe("0", "/topic/base64").publish("/topic/base64", "live");
            client.next("MESSAGE");
            sender.send(send("/topic/base64", allBytes(), "content-type:application/octet-stream\n"));

            Frame message = client.next("MESSAGE");
            assertThat(message.header("content-transfer-encoding")).isEqualTo("base64");
            assertThat(Base64.getDecoder().decode(message.body())).isEqualTo(allBytes());

            sender.send(send("/topic/base64", new byte[] {'o', 'k'}, "content-type:application/octet-stream\n"));
            Frame text = client.next("MESSAGE");
            assertThat(text.body()).isEqualTo("ok");
            assertThat(text.headerNames()).doesNotContain("content-transfer-encoding");
        }
    }

    @Test
    void contentTypeThatIsNoMimeTypeLosesNothing() {
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/mime").publish("/topic/mime", "x", "content-type:no mime type", "a:b");

            Frame message = client.next("MESSAGE");
            assertThat(message.header("content-type")).isEqualTo("no mime type");
            assertThat(message.header("a")).isEqualTo("b");
            assertThat(message.body()).isEqualTo("x");
        }
    }

    @Test
    void headersOfTheServerCannotBeForged() {
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/forged");
            client.publish(
                    "/topic/forged",
                    "x",
                    "message-id:forged",
                    "subscription:forged",
                    "ack:forged",
                    "simpOrigDestination:/topic/elsewhere");

            Frame message = client.next("MESSAGE");
            assertThat(message.header("destination")).isEqualTo("/topic/forged");
            assertThat(message.header("subscription")).isEqualTo("0");
            assertThat(message.header("message-id")).isNotEqualTo("forged");
            assertThat(message.headerNames()).doesNotContain("ack", "simpOrigDestination");
        }
    }

    @Test
    void headerNamedHeartBeatOfAnyFrameIsOnlyHeader() {
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/beat").publish("/topic/beat", "x", "heart-beat:a,b");

            assertThat(client.next("MESSAGE").body()).isEqualTo("x");
        }
    }

    /** Characters of one to four bytes, so that parts of a message are cut within some of them. */
    private static String largeBody(int bytes) {
        String unit = "a\u00e4\u20ac\ud83d\ude00";
        return "x" + unit.repeat((bytes - 1) / 10);
    }

    @Test
    void frameUpToTheLimitPassesInOneMessage() {
        String body = largeBody(65_000);
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/large").publish("/topic/large", body);
            assertThat(client.next("MESSAGE").body()).isEqualTo(body);

            client.send(send("/topic/large", body.getBytes(StandardCharsets.UTF_8)));
            assertThat(client.next("MESSAGE").body()).isEqualTo(body);
        }
    }

    @Test
    void framePassesInFragmentsAndInSeveralMessages() {
        // the client itself cannot cut a pair of surrogates
        String body = largeBody(40_000).replace("\ud83d\ude00", "\u00e4\u00e4");
        String frame = frameWithBody("SEND", body, "destination:/topic/fragments");
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/fragments");
            for (int start = 0; start < frame.length(); start += 3001) {
                int end = Math.min(frame.length(), start + 3001);
                client.sendFragment(frame.substring(start, end), end == frame.length());
            }
            assertThat(client.next("MESSAGE").body()).isEqualTo(body);

            String second = frameWithBody("SEND", "x".repeat(40_000), "destination:/topic/fragments");
            for (int start = 0; start < second.length(); start += 16_000) {
                client.send(second.substring(start, Math.min(second.length(), start + 16_000)));
            }
            assertThat(client.next("MESSAGE").body()).hasSize(40_000);
        }
    }

    @Test
    void frameUpToTheLimitPassesOverSockJs() {
        String body = largeBody(60_000) + "\"\\\n\u0001";
        try (StompTestClient webSocket =
                        StompTestClient.openSockJsWebSocket(node.sockJs()).connect();
                StompTestClient polling =
                        StompTestClient.openSockJsPolling(node.sockJs()).connect()) {
            webSocket.subscribe("0", "/topic/large.sockjs").publish("/topic/large.sockjs", body);
            assertThat(webSocket.next("MESSAGE").body()).isEqualTo(body);

            polling.subscribe("0", "/topic/large.polling").publish("/topic/large.polling", body);
            assertThat(polling.next("MESSAGE").body()).isEqualTo(body);
        }
    }

    @Test
    void frameOverTheLimitIsAnsweredOverSockJsToo() {
        String body = "x".repeat(200_000);
        try (StompTestClient webSocket =
                        StompTestClient.openSockJsWebSocket(node.sockJs()).connect();
                StompTestClient polling =
                        StompTestClient.openSockJsPolling(node.sockJs()).connect()) {
            webSocket.publish("/topic/a", body);
            assertThat(webSocket.next("ERROR").header("message")).contains("more than 65536 bytes");
            assertThat(webSocket.awaitClose()).isEqualTo(PROTOCOL_ERROR);

            polling.publish("/topic/a", body);
            assertThat(polling.next("ERROR").header("message")).contains("more than 65536 bytes");
        }
    }

    @Test
    void burstsReachSockJsPollingClients() {
        int count = 1000;
        try (StompTestClient sender = connect();
                StompTestClient client =
                        StompTestClient.openSockJsPolling(node.sockJs()).connect()) {
            client.subscribe("0", "/topic/burst").publish("/topic/burst", "live");
            client.next("MESSAGE");

            IntStream.range(0, count).forEach(i -> sender.publish("/topic/burst", "m" + i));

            assertThat(client.nextMessages(count)).extracting(Frame::body).isEqualTo(numbered(count));
        }
    }

    @Test
    void rapidSendsArriveInOrder() {
        int count = 1000;
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/rapid");
            IntStream.range(0, count).forEach(i -> client.publish("/topic/rapid", "m" + i));

            assertThat(client.nextMessages(count)).extracting(Frame::body).isEqualTo(numbered(count));
        }
    }

    @Test
    void sendRightAfterSubscribeIsNeverLost() {
        for (int i = 0; i < 200; i++) {
            try (StompTestClient client = StompTestClient.open(node.webSocket())) {
                String destination = "/topic/at-once." + i;
                client.send("CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:0\ndestination:" + destination
                        + "\n\n\0SEND\ndestination:" + destination + "\n\nfirst\0");

                List<Frame> frames = List.of(client.next(), client.next());
                assertThat(frames).extracting(Frame::command).containsExactlyInAnyOrder("CONNECTED", "MESSAGE");
            }
        }
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }
}
