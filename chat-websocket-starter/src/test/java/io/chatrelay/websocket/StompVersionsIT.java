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
import static io.chatrelay.compatibility.client.Frame.frameWithBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("web-server")
class StompVersionsIT {
    private static ProtocolNode node;

    @BeforeAll
    static void start() {
        node = ProtocolNode.start(ProtocolApplication.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static StompTestClient connect(String... headers) {
        StompTestClient client = StompTestClient.open(node.webSocket());
        client.send(frame("CONNECT", headers));
        client.next("CONNECTED");
        return client;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.0|1.0", "1.1|1.1", "1.0,1.1|1.1", "1.2|1.2", "1.1, 1.2|1.2", "1.2,1.3|1.2"})
    void serverPicksHighestCommonVersion(String accepted, String expected) {
        try (StompTestClient client = StompTestClient.open(node.webSocket())) {
            client.send(frame("CONNECT", "accept-version:" + accepted));

            assertThat(client.next("CONNECTED").header("version")).isEqualTo(expected);
        }
    }

    @Test
    void clientOf10IsConnected() {
        try (StompTestClient client = StompTestClient.open(node.webSocket())) {
            client.send(frame("CONNECT", "login:", "heart-beat:none"));

            assertThat(client.next("CONNECTED").header("version")).isEqualTo("1.0");
        }
    }

    @Test
    void clientOf10SubscribesByDestinationAndSeesNoIdItDidNotGive() {
        try (StompTestClient client = connect()) {
            client.send(frame("SUBSCRIBE", "destination:/topic/v10"));
            client.publish("/topic/v10", "one");

            Frame message = client.next("MESSAGE");
            assertThat(message.headerNames())
                    .contains("message-id", "destination")
                    .doesNotContain("subscription");

            client.send(frame("UNSUBSCRIBE", "destination:/topic/v10"));
            client.publish("/topic/v10", "two");
            client.send(frame("SUBSCRIBE", "destination:/topic/v10.marker"));
            client.publish("/topic/v10.marker", "marker");
            assertThat(client.next("MESSAGE").body()).isEqualTo("marker");
        }
    }

    @Test
    void clientOf10SeesTheIdItGave() {
        try (StompTestClient client = connect()) {
            client.subscribe("mine", "/topic/v10.id").publish("/topic/v10.id", "one");

            assertThat(client.next("MESSAGE").header("subscription")).isEqualTo("mine");
        }
    }

    @Test
    void eachClientReadsHeadersInTheEscapesOfItsVersion() {
        try (StompTestClient v10 = connect();
                StompTestClient v11 = connect("accept-version:1.1");
                StompTestClient v12 = connect("accept-version:1.2")) {
            v10.subscribe("0", "/topic/escapes").publish("/topic/escapes", "live");
            v11.subscribe("0", "/topic/escapes").publish("/topic/escapes", "live");
            v12.subscribe("0", "/topic/escapes").publish("/topic/escapes", "live");
            awaitLive(v10);
            awaitLive(v11);
            awaitLive(v12);

            v12.send(frameWithBody("SEND", "x", "destination:/topic/escapes", "k\\cey:a\\\\b\\cc\\nd"));

            assertThat(nextOf(v12).header("k\\cey")).isEqualTo("a\\\\b\\cc\\nd");
            assertThat(nextOf(v11).header("k\\cey")).isEqualTo("a\\\\b\\cc\\nd");
            assertThat(nextOf(v10).header("k ey")).isEqualTo("a\\b:c d");
        }
    }

    @Test
    void backslashesOf10ClientArriveAsTheyAre() {
        try (StompTestClient client = connect()) {
            client.subscribe("0", "/topic/backslash");
            client.publish("/topic/backslash", "x", "path:C:\\new\\table");

            assertThat(client.next("MESSAGE").header("path")).isEqualTo("C:\\new\\table");
        }
    }

    private static void awaitLive(StompTestClient client) {
        assertThat(client.next("MESSAGE").body()).isEqualTo("live");
    }

    private static Frame nextOf(StompTestClient client) {
        Frame frame = client.next("MESSAGE");
        while (frame.body().equals("live")) {
            frame = client.next("MESSAGE");
        }
        return frame;
    }
}
