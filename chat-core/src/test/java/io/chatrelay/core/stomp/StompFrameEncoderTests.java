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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StompFrameEncoderTests {
    private static final byte[] NO_BODY = {};

    private static String encode(StompVersion version, FrameCommand command, String body, String... headers) {
        byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] frame = StompFrameEncoder.encode(version, new StompFrame(command, StompHeaders.of(headers), bodyBytes));
        return new String(frame, StandardCharsets.UTF_8);
    }

    @Test
    void writesHeadersInOrderThenTheLengthOfTheBody() {
        String frame = encode(
                StompVersion.V1_2,
                FrameCommand.MESSAGE,
                "h\u00e4",
                "subscription",
                "0",
                "content-length",
                "9",
                "x",
                "y");

        assertThat(frame).isEqualTo("MESSAGE\nsubscription:0\nx:y\ncontent-length:3\n\nh\u00e4\0");
    }

    @Test
    void framesWithoutBodyHaveNoContentLength() {
        assertThat(encode(StompVersion.V1_2, FrameCommand.RECEIPT, "", "receipt-id", "7"))
                .isEqualTo("RECEIPT\nreceipt-id:7\n\n\0");
    }

    @ParameterizedTest
    @CsvSource({
        "V1_0, MESSAGE, 'a\\b:c d e'",
        "V1_1, MESSAGE, 'a\\\\b\\cc\\nd e'",
        "V1_2, MESSAGE, 'a\\\\b\\cc\\nd\\re'",
        "V1_2, CONNECTED, 'a\\b:c d e'"
    })
    void escapesAsVersionAndCommandSayAndReplacesWhatHasNoEscape(
            StompVersion version, FrameCommand command, String written) {
        String frame = encode(version, command, "", "x", "a\\b:c\nd\re");

        assertThat(frame).contains("\nx:" + written + "\n");
    }

    @ParameterizedTest
    @EnumSource(StompVersion.class)
    void noHeaderCanEndTheFrameOrAddAnother(StompVersion version) {
        String frame = encode(version, FrameCommand.RECEIPT, "", "a\nb:c\0", "d\n\nforged:1\0");

        assertThat(frame.lines()).hasSize(4);
        assertThat(frame.indexOf('\0')).isEqualTo(frame.length() - 1);
    }

    @Test
    void replacesHalfOfSurrogatePair() {
        assertThat(encode(StompVersion.V1_2, FrameCommand.RECEIPT, "", "x", "a\ud83d-\ud83d\ude00\ude00"))
                .isEqualTo("RECEIPT\nx:a?-\ud83d\ude00?\n\n\0");
    }

    @ParameterizedTest
    @EnumSource(StompVersion.class)
    void decoderReadsWhatWasWritten(StompVersion version) {
        StompHeaders headers =
                StompHeaders.of("\u00e4 \u20ac \ud83d\ude00", " spaced ", "twice", "1", "twice", "2", "empty", "");
        StompFrameDecoder decoder = new StompFrameDecoder(1024);
        decoder.setVersion(version);
        RecordingListener listener = new RecordingListener();

        byte[] frame = StompFrameEncoder.encode(version, new StompFrame(FrameCommand.RECEIPT, headers, NO_BODY));
        decoder.decode(ByteBuffer.wrap(frame), listener);

        assertThat(listener.frames.get(0).headers()).isEqualTo(headers);
    }

    @Test
    void decoderReadsEveryCharacterAVersionCanEscape() {
        String all = "a\\b:c\nd\re\\n\\";
        StompFrameDecoder decoder = new StompFrameDecoder(1024);
        decoder.setVersion(StompVersion.V1_2);
        RecordingListener listener = new RecordingListener();

        decoder.decode(
                ByteBuffer.wrap(encode(StompVersion.V1_2, FrameCommand.MESSAGE, "x", all, all)
                        .getBytes(StandardCharsets.UTF_8)),
                listener);

        assertThat(listener.frames.get(0).headers().first(all)).isEqualTo(all);
    }
}
