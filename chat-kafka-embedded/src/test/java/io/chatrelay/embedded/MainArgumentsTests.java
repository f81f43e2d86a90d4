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
package io.chatrelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainArgumentsTests {

    @Test
    void standForKafkasPortAndATemporaryDirectoryWhenEmpty() {
        assertThat(MainArguments.parse(List.of()))
                .isEqualTo(new MainArguments(false, new EmbeddedKafkaSettings(9092, null, Map.of())));
    }

    @Test
    void namePortAndDirectory() {
        assertThat(MainArguments.parse(List.of("--port=0", "--data-directory=var/kafka")))
                .isEqualTo(new MainArguments(false, new EmbeddedKafkaSettings(0, Path.of("var", "kafka"), Map.of())));
    }

    @Test
    void askForHelp() {
        assertThat(MainArguments.parse(List.of("--help")).help()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=", "--port=x", "--port=-1", "--port=65536", "--data-directory=", "--port", "9092"})
    void areRefusedByNameWhenWrong(String argument) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MainArguments.parse(List.of(argument)))
                .withMessageContaining(argument)
                .withMessageContaining("expected: ");
    }
}
