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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies arrive byte for byte, whatever is said about them. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class BodyIT {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=utf-8",
                "application/json",
                "application/octet-stream",
                "no mime type",
                "text/plain;charset=",
                ";;;"
            })
    void allByteValuesArrive(@Nullable String contentType, Relay relay) {
        byte[] body = allBytes();
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/body.bytes");

            client.send(send("/topic/body.bytes", contentType, body));

            Frame message = client.next("MESSAGE");
            assertThat(message.bytes()).isEqualTo(body);
            assertThat(message.header("content-type")).isEqualTo(contentType);
            assertThat(message.header("content-length")).isEqualTo("256");
        }
    }

    @Test
    void textWithNulArrives(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/body.nul");

            client.publish("/topic/body.nul", "a\0b", "content-length:3");

            assertThat(client.next("MESSAGE").bytes()).containsExactly('a', 0, 'b');
        }
    }

    @Test
    void emptyBodyArrives(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/body.empty");

            client.publish("/topic/body.empty", "");

            assertThat(client.next("MESSAGE").bytes()).isEmpty();
        }
    }

    @Test
    void textArrivesAsTextOnAnotherTransport(Relay relay) {
        try (StompTestClient client = relay.connect();
                StompTestClient sockJs = StompTestClient.openSockJsWebSocket(
                                relay.node().sockJs())
                        .connect()) {
            relay.subscribe(sockJs, "0", "/topic/body.text");

            client.send(
                    send("/topic/body.text", "text/plain", "h\u00e9 \ud83d\ude42".getBytes(StandardCharsets.UTF_8)));

            assertThat(sockJs.next("MESSAGE").body()).isEqualTo("h\u00e9 \ud83d\ude42");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_384, 17_000, 60 * 1024, 65_000})
    void messagesUpToTheSizeLimitPass(int size, Relay relay) {
        String body = "x".repeat(size);
        try (StompTestClient webSocket = relay.connect();
                StompTestClient sockJs = StompTestClient.openSockJsWebSocket(
                                relay.node().sockJs())
                        .connect();
                StompTestClient polling =
                        StompTestClient.openSockJsPolling(relay.node().sockJs()).connect()) {
            relay.subscribe(webSocket, "0", "/topic/body.large");
            relay.subscribe(sockJs, "0", "/topic/body.large");
            relay.subscribe(polling, "0", "/topic/body.large");

            webSocket.publish("/topic/body.large", body);
            sockJs.publish("/topic/body.large", body);

            assertThat(webSocket.nextMessages(2)).extracting(Frame::body).containsOnly(body);
            assertThat(sockJs.nextMessages(2)).extracting(Frame::body).containsOnly(body);
            assertThat(polling.nextMessages(2)).extracting(Frame::body).containsOnly(body);
        }
    }

    @Test
    void binaryMessageUpToTheSizeLimitPasses(Relay relay) {
        byte[] body = new byte[60 * 1024];
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/body.large-binary");

            client.send(send("/topic/body.large-binary", "application/octet-stream", body));

            assertThat(client.next("MESSAGE").bytes()).isEqualTo(body);
        }
    }

    private static byte[] send(String destination, @Nullable String contentType, byte[] body) {
        String type = contentType == null ? "" : "content-type:" + contentType + "\n";
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes("SEND\ndestination:%s\n%scontent-length:%d\n\n"
                .formatted(destination, type, body.length)
                .getBytes(StandardCharsets.UTF_8));
        frame.writeBytes(body);
        frame.write(0);
        return frame.toByteArray();
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int value = 0; value < bytes.length; value++) {
            bytes[value] = (byte) value;
        }
        return bytes;
    }
}
