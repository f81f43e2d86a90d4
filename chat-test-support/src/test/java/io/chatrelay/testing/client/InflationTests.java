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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTests {

    private final Inflation inflation = new Inflation();

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    private final byte[] output = new byte[100_000];

    @AfterEach
    void close() {
        this.inflation.close();
        this.deflater.end();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsMessagesThatReferToThoseBeforeAndThatDoNot(boolean contextTakeover) {
        for (int length : new int[] {0, 1, 100, 70_000, 100}) {
            String message = "Hello".repeat(length);

            byte[] deflated = deflate(message.substring(0, length));
            int inflated = this.inflation.inflate(deflated, 0, deflated.length, this.output);

            assertThat(new String(this.output, 0, inflated, StandardCharsets.US_ASCII))
                    .isEqualTo(message.substring(0, length));
            if (!contextTakeover) {
                this.deflater.reset();
            }
        }
    }

    /** The example of RFC 7692, section 7.2.3.1. */
    @Test
    void readsTheExampleOfTheSpecification() {
        byte[] frame = {9, (byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 7, 0};

        int length = this.inflation.inflate(frame, 1, frame.length, this.output);

        assertThat(new String(this.output, 0, length, StandardCharsets.US_ASCII))
                .isEqualTo("Hello");
    }

    @Test
    void refusesWhatIsNotDeflated() {
        byte[] bytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

        assertThatIllegalStateException()
                .isThrownBy(() -> this.inflation.inflate(bytes, 0, bytes.length, this.output))
                .withMessage("A compressed message that cannot be inflated");
    }

    @Test
    void refusesWhatIsTooLarge() {
        byte[] deflated = deflate("x".repeat(1_000));

        assertThatIllegalStateException()
                .isThrownBy(() -> this.inflation.inflate(deflated, 0, deflated.length, new byte[999]))
                .withMessage("A message of more than 999 bytes");
    }

    /** As RFC 7692, section 7.2.1, says: without the last four bytes, which are the same for all. */
    private byte[] deflate(String message) {
        this.deflater.setInput(message.getBytes(StandardCharsets.US_ASCII));
        byte[] deflated = new byte[100_000];
        int length = this.deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
        return Arrays.copyOf(deflated, Math.max(1, length - 4));
    }
}
