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
package io.chatrelay.bridge.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.bridge.internal.record.RelayedMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTests {

    private final RelayedMessage message =
            new RelayedMessage("/topic/a", "text/plain", Map.of("level", List.of("high", "low")), new byte[0], null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "headers.level == 'high'                             | true",
                "headers['level'] == 'high'                          | true",
                "headers.level == 'low'                              | false",
                "headers.destination matches '/topic/.*'             | true",
                "headers.level == 'high' and headers.other == null   | true",
                "headers.other == 'x'                                | false",
                "headers.level                                       | false",
            })
    void readsHeadersByName(String text, boolean wanted) {
        assertThat(Selector.parse(text).matches(this.message)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime().exec('true') != null",
                "new java.io.File('x').exists()",
                "headers.getClass() != null",
                "body.length == 0",
                "headers.level = 'low'",
                "@bean.call()",
                "1/0 == 1",
                "headers.level.length() % 0 == 1"
            })
    void canDoNothingButReadHeaders(String text) {
        assertThat(Selector.parse(text).matches(this.message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 4_000, 20_000})
    void hugeTextIsRefusedInsteadOfExhaustingAStack(int length) {
        assertThatExceptionOfType(InvalidSelectorException.class)
                .isThrownBy(() -> Selector.parse("!".repeat(length - 4) + "true"))
                .withMessageContaining("expected: at most 1000");
    }

    @Test
    void deepestTextThatIsTakenCanBeEvaluated() {
        assertThat(Selector.parse("!".repeat(996) + "true").matches(this.message))
                .isTrue();
    }

    @Test
    void textThatIsNoExpressionIsRefusedWithAnExample() {
        assertThatExceptionOfType(InvalidSelectorException.class)
                .isThrownBy(() -> Selector.parse("headers.level =="))
                .withMessageContaining("selector: headers.level ==")
                .withMessageContaining("expected:");
    }
}
