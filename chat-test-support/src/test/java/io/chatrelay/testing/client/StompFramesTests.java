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
package io.chatrelay.testing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StompFramesTests {

    private static final String STAMP = "00000007" + "000000000000002a" + "00000000000003e8";

    private final List<String> heard = new ArrayList<>();

    private final StompListener listener = new StompListener() {

        @Override
        public void connected(StompConnection connection) {
            heard.add("connected");
        }

        @Override
        public void message(ReceivedFrame message) {
            heard.add("message %d of %d at %d".formatted(message.sequence(), message.publisher(), message.dueNanos()));
            heard.add("id " + message.header("message-id"));
        }

        @Override
        public void receipt(ReceivedFrame receipt) {
            heard.add("receipt %s at %s".formatted(receipt.header("receipt-id"), receipt.header("position")));
        }

        @Override
        public void lost(String reason) {
            heard.add("lost: " + reason);
        }
    };

    private ServerSocket server;

    private EventLoop loop;

    private StompFrames frames;

    @BeforeEach
    void connect() throws Exception {
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.loop = new EventLoop();
        URI address = URI.create("ws://127.0.0.1:" + this.server.getLocalPort() + "/");
        StompConnection connection = this.loop.connect(address, ClientKind.PLAIN, this.listener);
        this.frames = new StompFrames(connection, this.listener, new byte[100]);
    }

    @AfterEach
    void close() throws Exception {
        this.frames.close();
        this.loop.close();
        this.server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MESSAGE\nmessage-id:1\nsubscription:a\ndestination:/topic/a\n\n",
                "MESSAGE\ndestination:/topic/a\nx:\ncontent-length:41\nsubscription:a\nmessage-id:1\n\n",
                "MESSAGE\r\ndestination:/topic/a\r\nsubscription:a\r\nmessage-id:1\r\n\r\n"
            })
    void findsStampAndHeadersInAnyOrder(String head) {
        payload(head + STAMP + "\n\ntext\0");

        assertThat(this.heard).containsExactly("message 42 of 7 at 1000", "id 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESSAGE\nmessage-id:1\n", "MESSAGE\n\nshort\0", "MESSAGE"})
    void refusesAMessageWithoutAStamp(String frame) {
        assertThatIllegalStateException()
                .isThrownBy(() -> payload(frame))
                .withMessageContaining("nobody here has sent");
    }

    @Test
    void passesOverHeartBeats() {
        payload("\n");
        payload("\r\n");

        assertThat(this.heard).isEmpty();
    }

    @Test
    void handsOverReceipts() {
        payload("RECEIPT\nreceipt-id:1\nposition:abc\n\n\0");
        payload("RECEIPT\nreceipt-id-of-another:1\nreceipt-id:2\n\n\0");

        assertThat(this.heard).containsExactly("receipt 1 at abc", "receipt 2 at null");
    }

    @Test
    void errorEndsTheConnection() {
        payload("ERROR\nmessage:no\n\n\0");
        payload("ERROR\nmessage:again\n\n\0");

        assertThat(this.heard).containsExactly("lost: ERROR message:no ");
    }

    @Test
    void refusesACompressedMessageThatWasNotAgreedOn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> this.frames.deflated(new byte[1], 0, 1))
                .withMessage("A compressed message, which was not agreed on");
    }

    private void payload(String text) {
        byte[] bytes = ("??" + text).getBytes(StandardCharsets.US_ASCII);
        this.frames.payload(bytes, 2, bytes.length);
    }
}
