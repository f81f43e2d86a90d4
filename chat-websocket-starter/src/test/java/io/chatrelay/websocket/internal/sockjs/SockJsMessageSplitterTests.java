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
package io.chatrelay.websocket.internal.sockjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SockJsMessageSplitterTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String joined(String array) {
        return String.join("", JSON.readValue(array, String[].class));
    }

    @Test
    void keepsWholeMessageAsItIs() {
        assertThat(new SockJsMessageSplitter().split("[\"a\",\"b\\n\"]", true)).isEqualTo("[\"a\",\"b\\n\"]");
    }

    @Test
    void givesTheSameTextWhereverTheMessageIsCut() {
        String message = "[ \"SEND\\n\\u00e4\\ud83d\\ude00\\\\\\\"x\\u0000\" , \"\", \"[,]\u20ac\\/\" ]";
        String whole = joined(message);

        for (int cut = 0; cut <= message.length(); cut++) {
            for (int second = cut; second <= message.length(); second++) {
                SockJsMessageSplitter splitter = new SockJsMessageSplitter();
                String text = joined(splitter.split(message.substring(0, cut), false))
                        + joined(splitter.split(message.substring(cut, second), false))
                        + joined(splitter.split(message.substring(second), true));

                assertThat(text).as("cut at %d and %d", cut, second).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "[1]",
                "[null]",
                "[\"a",
                "[\"\\x\"]",
                "[\"\\u12g4\"]",
                "[\"a\nb\"]",
                "[\"a\\",
                "[\"\u0000\"]"
            })
    void refusesWhatIsNoArrayOfStrings(String message) {
        assertThatThrownBy(() -> new SockJsMessageSplitter().split(message, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
