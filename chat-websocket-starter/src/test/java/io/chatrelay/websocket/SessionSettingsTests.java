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
package io.chatrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.bridge.settings.InvalidSettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

class SessionSettingsTests {
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void withoutKeysAreTheDefault() {
        SessionSettings settings = SessionSettings.from(environment);

        assertThat(settings).usingRecursiveComparison().isEqualTo(SessionSettings.DEFAULT);
        assertThat(settings.compression()).isFalse();
        assertThat(settings.bufferSize()).isNull();
        assertThat(settings.slowClient()).isEqualTo(SlowClient.CATCH_UP);
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void areReadFromTheEnvironment() {
        environment.setProperty("chat.relay.session.compression", "true");
        environment.setProperty("chat.relay.session.buffer-size", "64KB");
        environment.setProperty("chat.relay.session.slow-client", "disconnect");
        environment.setProperty("chat.relay.session.stall-timeout", "90s");

        SessionSettings settings = SessionSettings.from(environment);

        assertThat(settings.compression()).isTrue();
        assertThat(settings.bufferSize()).isEqualTo(DataSize.ofKilobytes(64));
        assertThat(settings.slowClient()).isEqualTo(SlowClient.DISCONNECT);
        assertThat(settings.stallTimeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1MB", "much"})
    void bufferSizeThatCannotWorkIsRefused(String size) {
        environment.setProperty("chat.relay.session.buffer-size", size);

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SessionSettings.from(environment))
                .withMessageStartingWith("chat.relay.session.buffer-size: ")
                .withMessageEndingWith(" (expected: a size of at least 1B, such as 512KB)");
    }

    @Test
    void fateOfSlowClientsThatIsNoneIsRefusedWithThoseThereAre() {
        environment.setProperty("chat.relay.session.slow-client", "drop");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SessionSettings.from(environment))
                .withMessage("chat.relay.session.slow-client: drop (expected: catch-up, latest or disconnect)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10ms", "soon"})
    void stallTimeoutThatCannotWorkIsRefused(String timeout) {
        environment.setProperty("chat.relay.session.stall-timeout", timeout);

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SessionSettings.from(environment))
                .withMessageStartingWith("chat.relay.session.stall-timeout: ");
    }

    @Test
    void compressionThatIsNoBooleanIsRefused() {
        environment.setProperty("chat.relay.session.compression", "sometimes");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SessionSettings.from(environment))
                .withMessage("chat.relay.session.compression: sometimes (expected: true or false)");
    }
}
