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

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import io.chatrelay.testing.ExpectLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that breaks a rule. */
@Tag("web-server")
class StompRulesIT {
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NORMAL = 1000;

    private static ProtocolNode node;

    @BeforeAll
    static void start() {
        node = ProtocolNode.start(ProtocolApplication.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static StompTestClient open() {
        return StompTestClient.open(node.webSocket());
    }

    private static String raw(String frame) {
        return frame.replace('~', '\n').replace('^', '\0');
    }

    private static Frame nextError(StompTestClient client, String rule) {
        Frame error = client.next("ERROR");
        assertThat(error.header("message")).contains(rule);
        assertThat(error.toString()).doesNotContain("springframework", "Exception", "chatrelay", "java.", "Channel");
        assertThat(client.awaitClose()).isEqualTo(PROTOCOL_ERROR);
        assertThat(client.rest()).isEmpty();
        return error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEND~receipt:7~~x^|SEND frame must have a destination",
                "SEND~destination:~receipt:7~~x^|SEND frame must have a destination",
                "SUBSCRIBE~id:0~receipt:7~~^|SUBSCRIBE frame must have a destination",
                "SUBSCRIBE~id:0~destination:~receipt:7~~^|SUBSCRIBE frame must have a destination",
                "SUBSCRIBE~destination:/topic/a~receipt:7~~^|SUBSCRIBE frame must have an id",
                "UNSUBSCRIBE~receipt:7~~^|UNSUBSCRIBE frame must have an id",
                "SEND~destination:/topic/a~content-length:many~receipt:7~~x^|content-length must be the number",
                "SEND~destination:/topic/a~content-length:-1~receipt:7~~x^|content-length must be the number",
                "SEND~destination:/topic/a~content-length:1~receipt:7~~xy^|content-length must match",
                "SEND~destination:/topic/a~content-length:9999999999~receipt:7~~xy^|not have more than 65536 bytes",
                "HELLO~receipt:7~~^|Unknown command 'HELLO'",
                "MESSAGE~destination:/topic/a~receipt:7~~x^|MESSAGE frame must not be sent by a client",
                "CONNECTED~receipt:7~~^|CONNECTED frame must not be sent by a client",
                "RECEIPT~receipt:7~~^|RECEIPT frame must not be sent by a client",
                "ERROR~receipt:7~~x^|ERROR frame must not be sent by a client",
                "CONNECT~accept-version:1.2~receipt:7~~^|already connected",
                "SEND~destination:/topic/a~receipt:7~x:\\t~~^|backslash",
                "SEND~destination:/topic/a~receipt:7~no colon~~^|with a colon between them",
                "SEND~destination:/topic/a~receipt:7^|blank line",
                "SUBSCRIBE~id:0~destination:/topic/a~receipt:7~~x^|must not have a body"
            })
    void connectedClientLearnsTheRuleItBroke(String frame, String rule) {
        try (StompTestClient other = open().connect();
                StompTestClient client = open().connect()) {
            client.send(raw(frame));

            Frame error = nextError(client, rule);
            assertThat(error.header("receipt-id")).isEqualTo("7");
            assertThat(error.headerNames()).doesNotContain("version");

            other.subscribe("0", "/topic/rules.other").publish("/topic/rules.other", "alive");
            assertThat(other.next("MESSAGE").body()).isEqualTo("alive");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEND~destination:/topic/a~receipt:7~~x^|before CONNECT",
                "SUBSCRIBE~id:0~destination:/topic/a~receipt:7~~^|before CONNECT",
                "CONNECT~accept-version:1.2~heart-beat:soon~receipt:7~~^|heart-beat",
                "CONNECT~accept-version:1.2~heart-beat:-1,0~receipt:7~~^|heart-beat",
                "GET / HTTP/1.1~receipt:7~~^|Unknown command"
            })
    void clientThatIsNotConnectedLearnsTheRuleItBroke(String frame, String rule) {
        try (StompTestClient client = open()) {
            client.send(raw(frame));

            assertThat(nextError(client, rule).header("receipt-id")).isEqualTo("7");
        }
    }

    @Test
    void clientOfUnknownVersionLearnsTheVersions() {
        try (StompTestClient client = open()) {
            client.send(frame("CONNECT", "accept-version:2.0", "host:localhost"));

            Frame error = nextError(client, "1.0,1.1,1.2");
            assertThat(error.header("version")).isEqualTo("1.0,1.1,1.2");
            assertThat(error.header("content-type")).startsWith("text/plain");
            assertThat(error.body()).isEqualTo("Supported protocol versions are 1.0,1.1,1.2");
        }
    }

    @Test
    void framesBeforeBrokenOneAreHandled() {
        try (StompTestClient other = open().connect();
                StompTestClient client = open().connect()) {
            other.subscribe("0", "/topic/rules.before");
            other.publish("/topic/rules.before", "live");
            other.next("MESSAGE");

            client.send(
                    raw(
                            "SEND~destination:/topic/rules.before~~good^SEND~~bad^SEND~destination:/topic/rules.before~~late^"));

            assertThat(other.next("MESSAGE").body()).isEqualTo("good");
            nextError(client, "destination");
            other.publish("/topic/rules.before", "marker");
            assertThat(other.next("MESSAGE").body()).isEqualTo("marker");
        }
    }

    @Test
    void tooBigFrameIsAnsweredWithTheLimit() {
        try (StompTestClient client = open().connect()) {
            client.send(raw("SEND~destination:/topic/a~~") + "x".repeat(70_000) + "\0");

            nextError(client, "A frame must not have more than 65536 bytes");
        }
    }

    @Test
    void exceptionOfInterceptorIsAnsweredInTheWordsOfTheApplication() {
        try (StompTestClient client = open().connect()) {
            client.publish(ProtocolApplication.DENIED, "x", "receipt:7");

            assertThat(nextError(client, "Destination is closed").header("receipt-id"))
                    .isEqualTo("7");
        }
    }

    @Test
    void exceptionOnConnectIsAnsweredInTheWordsOfTheApplication() {
        try (StompTestClient client = open()) {
            client.send(raw("CONNECT~accept-version:1.2~login:eve~~^SEND~destination:/topic/a~~x^"));

            assertThat(nextError(client, "Eve may not come in").header("message"))
                    .isEqualTo("Eve may not come in");
        }
    }

    @Test
    @ExpectLog("An interceptor of the inbound channel failed")
    void defectOfInterceptorIsLoggedAndNotShown() {
        try (StompTestClient client = open().connect()) {
            client.publish(ProtocolApplication.DEFECT, "x");

            nextError(client, "The frame could not be handled");
        }
    }

    @Test
    @ExpectLog("An interceptor of the inbound channel failed")
    void exceptionThatWasNotMeantForClientsIsLoggedAndNotShown() {
        try (StompTestClient client = open().connect()) {
            client.publish(ProtocolApplication.OUTAGE, "x");

            nextError(client, "The frame could not be handled");
        }
    }

    @Test
    void disconnectWithoutReceiptClosesWithoutError() {
        try (StompTestClient client = open().connect()) {
            client.send(frame("DISCONNECT"));

            assertThat(client.awaitClose()).isEqualTo(NORMAL);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void disconnectWithReceiptIsAnsweredAndLeavesClosingToTheClient() {
        try (StompTestClient client = open().connect()) {
            client.send(frame("DISCONNECT", "receipt:bye"));

            client.nextReceipt("bye");
            assertThat(client.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void heartBeatsAndLineEndsHarmNobody(String lineEnd) {
        try (StompTestClient client = open()) {
            client.send(lineEnd).connect().send(lineEnd);
            client.subscribe("0", "/topic/eol").send(lineEnd + raw("SEND~destination:/topic/eol~~x^") + lineEnd);

            assertThat(client.next("MESSAGE").body()).isEqualTo("x");
        }
    }
}
