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
package io.chatrelay.websocket.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionOffersTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "Permessage-Deflate ;server_no_context_takeover",
                "permessage-deflate; client_max_window_bits=10, permessage-deflate",
                " , permessage-deflate",
            })
    void ofCompressionNothingRemains(String value) {
        assertThat(ExtensionOffers.withoutCompression(List.of(value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    identity                                  | identity
                    permessage-deflate-frame                  | permessage-deflate-frame
                    identity; a=permessage-deflate            | identity; a=permessage-deflate
                    permessage-deflate; a=1,identity          | identity
                    identity; a=1, permessage-deflate, mux; b | identity; a=1, mux; b
                    """)
    void othersStay(String value, String remaining) {
        assertThat(ExtensionOffers.withoutCompression(List.of(value))).containsExactly(remaining);
    }

    @Test
    void eachValueCountsForItself() {
        assertThat(ExtensionOffers.withoutCompression(List.of("mux", "permessage-deflate", "identity")))
                .containsExactly("mux", "identity");
    }
}
