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
package io.chatrelay.websocket.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketFrameHeaderTests {

    @ParameterizedTest
    @CsvSource({
        "true, 0, 8100",
        "true, 125, 817d",
        "true, 126, 817e007e",
        "false, 127, 827e007f",
        "true, 65535, 817effff",
        "true, 65536, 817f0000000000010000",
        "false, 2147483647, 827f000000007fffffff"
    })
    void lengthTakesAsManyBytesAsItNeeds(boolean text, int length, String expected) {
        ByteBuffer buffer = ByteBuffer.allocate(WebSocketFrameHeader.MAX_LENGTH);

        WebSocketFrameHeader.put(buffer, text, length);

        byte[] written = new byte[buffer.flip().remaining()];
        buffer.get(written);
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(expected);
    }
}
