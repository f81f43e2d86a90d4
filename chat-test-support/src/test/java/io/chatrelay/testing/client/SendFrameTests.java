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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendFrameTests {

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "-1, 1, 2", "999, 123456789012, -5", "7, 9223372036854775807, -9223372036854775808"})
    void bodySaysWhoAndWhichAndWhen(int publisher, long sequence, long dueNanos) {
        SendFrame frame = new SendFrame("/topic/a", publisher, 64);

        byte[] bytes = frame.stamped(sequence, dueNanos);

        int body = text(bytes).indexOf("\n\n") + 2;
        assertThat(Stamp.publisher(bytes, body)).isEqualTo(publisher);
        assertThat(Stamp.sequence(bytes, body)).isEqualTo(sequence);
        assertThat(Stamp.dueNanos(bytes, body)).isEqualTo(dueNanos);
    }

    @Test
    void frameIsAMaskedTextMessageWithTheBodyThatItsLengthSays() {
        byte[] bytes = new SendFrame("/topic/a", 1, 128).stamped(0, 0);

        assertThat(bytes[0]).isEqualTo((byte) 0x81);
        assertThat(bytes[1]).isEqualTo((byte) 0xfe);
        assertThat(text(bytes))
                .contains("SEND\ndestination:/topic/a\n", "\ncontent-length:128\n")
                .endsWith("\0");
        assertThat(text(bytes).split("\n\n")[1]).hasSize(128 + 1);
    }

    @Test
    void refusesABodyThatIsTooSmallForTheStamp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SendFrame("/topic/a", 1, 39))
                .withMessage("bodyBytes: 39 (expected: at least 40)");
    }

    @Test
    void everyMessageHasATextOfItsOwn() {
        SendFrame frame = new SendFrame("/topic/a", 1, 1024);

        List<String> texts = LongStream.range(0, 100)
                .mapToObj(sequence -> text(frame.stamped(sequence, 0)))
                .map(text -> text.substring(text.length() - 1024 + Stamp.LENGTH))
                .toList();

        assertThat(texts)
                .doesNotHaveDuplicates()
                .allMatch(text -> !text.contains("\n") && text.contains("\"text\":\""));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
