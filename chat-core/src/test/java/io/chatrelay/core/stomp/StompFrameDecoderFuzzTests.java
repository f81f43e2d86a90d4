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
package io.chatrelay.core.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StompFrameDecoderFuzzTests {
    private static final int LIMIT = 512;
    private static final int ROUNDS = 20_000;
    private static final String[] TOKENS = {
        "CONNECT",
        "SEND",
        "SUBSCRIBE",
        "DISCONNECT",
        "MESSAGE",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\0",
        "\0",
        "\0",
        ":",
        "a:b\n",
        "accept-version:1.2\n",
        "accept-version:9\n",
        "destination:/topic/a\n",
        "id:1\n",
        "receipt:7\n",
        "content-length:",
        "content-length:5\n",
        "-1",
        "99999999999",
        "\\",
        "\\c",
        "\\x",
        "\u20ac",
        "body"
    };

    private static final String[] FRAMES = {
        "SEND\ndestination:/topic/a\nx:a\\cb\n\nbody\0",
        "SEND\r\ndestination:/topic/a\r\ncontent-length:5\r\n\r\nbo\0dy\0\r\n",
        "SUBSCRIBE\nid:1\ndestination:/topic/a\nreceipt:7\n\n\0",
        "UNSUBSCRIBE\nid:1\n\n\0\n",
        "\n"
    };

    /** Whatever comes in: frames or a StompProtocolException come out, and no more is held than the limit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20261123, 77})
    void anyBytesGiveFramesOrBrokenRules(long seed) {
        Random random = new Random(seed);
        int frames = 0;
        int broken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RecordingListener listener = new RecordingListener();
            StompFrameDecoder decoder = new StompFrameDecoder(LIMIT);
            decoder.setVersion(StompVersion.values()[random.nextInt(3)]);
            try {
                for (int chunk = random.nextInt(6); chunk >= 0; chunk--) {
                    decoder.decode(ByteBuffer.wrap(bytes(random)), listener);
                    assertThat(decoder.heldBytes()).isLessThanOrEqualTo(LIMIT);
                }
            } catch (StompProtocolException expected) {
                broken++;
                assertThat(expected.rule()).doesNotContain("io.chatrelay", "Exception", "\n");
                assertThat(decoder.heldBytes()).isZero();
            }
            frames += listener.frames.size();
        }
        assertThat(frames).isGreaterThan(ROUNDS / 100);
        assertThat(broken).isGreaterThan(ROUNDS / 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 42})
    void anyBytesOfOneClientGiveFramesOrBrokenRules(long seed) {
        Random random = new Random(seed);
        int frames = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RecordingListener listener = new RecordingListener();
            ClientFrameReader reader = new ClientFrameReader(LIMIT);
            try {
                reader.read(ByteBuffer.wrap(utf8("CONNECT\naccept-version:1.2\n\n\0")), listener);
                reader.read(ByteBuffer.wrap(bytes(random)), listener);
                reader.read(ByteBuffer.wrap(bytes(random)), listener);
            } catch (StompProtocolException expected) {
                assertThat(expected.rule()).isNotBlank();
            }
            frames += listener.frames.size() - 1;
        }
        assertThat(frames).isGreaterThan(ROUNDS / 100);
    }

    /** Frames that are nearly right, tokens at random, or noise. */
    private static byte[] bytes(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int kind = random.nextInt(4);
        for (int i = random.nextInt(12); i >= 0; i--) {
            if (kind == 0) {
                bytes.write(random.nextInt(256));
            } else if (kind == 1) {
                bytes.writeBytes(utf8(TOKENS[random.nextInt(TOKENS.length)]));
            } else {
                bytes.writeBytes(nearlyRight(random));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] nearlyRight(Random random) {
        byte[] frame = utf8(FRAMES[random.nextInt(FRAMES.length)]);
        if (random.nextInt(8) == 0) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
        }
        return frame;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
