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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTests {

    private static final URI ADDRESS = URI.create("ws://localhost:80/ws?a=b");

    @Test
    void onlyClientsThatDeflateOfferIt() {
        assertThat(request(ClientKind.DEFLATING))
                .contains("\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n")
                .startsWith("GET /ws?a=b HTTP/1.1\r\nHost: localhost:80\r\n")
                .endsWith("\r\n\r\n");
        assertThat(request(ClientKind.PLAIN)).doesNotContain("Extensions").endsWith("\r\n\r\n");
        assertThat(request(ClientKind.SMALL_BUFFER)).isEqualTo(request(ClientKind.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Extensions: permessage-deflate",
                "sec-websocket-extensions:permessage-deflate;client_max_window_bits=15",
                "SEC-WEBSOCKET-EXTENSIONS:  permessage-deflate; server_no_context_takeover"
            })
    void answerSaysThatCompressionIsAgreedOn(String header) {
        assertThat(answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" + header + "\r\n\r\n"))
                .isNotNull()
                .matches(Handshake.Answer::deflates);
    }

    @Test
    void answerEndsWhereTheFirstFrameBegins() {
        assertThat(answer("HTTP/1.1 101\r\n\r\nframe")).isEqualTo(new Handshake.Answer(16, false));
        assertThat(answer("HTTP/1.1 101\r\n")).isNull();
    }

    @Test
    void refusalIsNoWebSocket() {
        assertThatIllegalStateException()
                .isThrownBy(() -> answer("HTTP/1.1 403 Forbidden\r\n\r\n"))
                .withMessage("No WebSocket: HTTP/1.1 403 Forbidden");
    }

    private static String request(ClientKind kind) {
        return new String(Handshake.request(ADDRESS, kind), StandardCharsets.US_ASCII);
    }

    private static Handshake.@Nullable Answer answer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Handshake.answer(bytes, bytes.length);
    }
}
