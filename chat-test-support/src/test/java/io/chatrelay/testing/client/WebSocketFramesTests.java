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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFramesTests {

    private final List<String> received = new ArrayList<>();

    private final WebSocketFrames.Receiver receiver = new WebSocketFrames.Receiver() {

        @Override
        public void payload(byte[] bytes, int start, int end) {
            received.add(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        }

        @Override
        public void deflated(byte[] bytes, int start, int end) {
            received.add("deflated " + (end - start));
        }

        @Override
        public void ping(byte[] bytes, int start, int end) {
            received.add("ping " + (end - start));
        }

        @Override
        public void close(int status) {
            received.add("close " + status);
        }
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 1_000, 65_535, 65_536, 100_000})
    void findsFramesOfEveryLength(int length) {
        String payload = "x".repeat(length);
        byte[] bytes = frames(0x81, payload, payload);

        int end = WebSocketFrames.read(bytes, 0, bytes.length, this.receiver);

        assertThat(end).isEqualTo(bytes.length);
        assertThat(this.received).containsExactly(payload, payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200, 70_000})
    void waitsForTheRestOfAFrameWhereverItIsCut(int length) {
        byte[] bytes = frames(0x82, "x".repeat(length));

        for (int cut = 0; cut < bytes.length; cut = cut < 12 ? cut + 1 : cut + 97) {
            assertThat(WebSocketFrames.read(bytes, 0, cut, this.receiver)).isZero();
        }

        assertThat(this.received).isEmpty();
    }

    @Test
    void tellsControlFramesApart() {
        byte[] ping = frames(0x89, "abc");
        byte[] close = {(byte) 0x88, 2, 3, (byte) 0xf1};

        WebSocketFrames.read(ping, 0, ping.length, this.receiver);
        WebSocketFrames.read(close, 0, close.length, this.receiver);

        assertThat(this.received).containsExactly("ping 3", "close 1009");
    }

    @Test
    void tellsCompressedMessagesApart() {
        byte[] bytes = frames(0xc1, "abc", "de");

        WebSocketFrames.read(bytes, 0, bytes.length, this.receiver);

        assertThat(this.received).containsExactly("deflated 3", "deflated 2");
    }

    @Test
    void refusesAMessageInSeveralFrames() {
        byte[] bytes = frames(0x01, "begin");

        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketFrames.read(bytes, 0, bytes.length, this.receiver))
                .withMessage("WebSocket frame 0x01 (expected: whole messages)");
    }

    private static byte[] frames(int firstByte, String... payloads) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String payload : payloads) {
            int length = payload.length();
            bytes.write(firstByte);
            bytes.write(length < 126 ? length : length < 65_536 ? 126 : 127);
            for (int shift = length < 126 ? -8 : length < 65_536 ? 8 : 56; shift >= 0; shift -= 8) {
                bytes.write((int) ((long) length >>> shift));
            }
            bytes.writeBytes(payload.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
