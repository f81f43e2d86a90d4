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
package io.chatrelay.autoconfigure;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.chatrelay.embedded.EmbeddedKafkaBroker;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

class EmbeddedKafkaConfigurationTests {

    private final LoggingSystem logging = mock(LoggingSystem.class);

    @Test
    void quietsTheLoggersOfKafkaThatNobodyHasConfigured() {
        given(this.logging.getLoggerConfiguration("kafka"))
                .willReturn(new LoggerConfiguration("kafka", null, LogLevel.INFO));

        EmbeddedKafkaConfiguration.quietServerLoggers(this.logging);

        for (String logger : EmbeddedKafkaBroker.SERVER_LOGGERS) {
            verify(this.logging).setLogLevel(logger, LogLevel.ERROR);
        }
    }

    @Test
    void leavesLevelsThatTheApplicationHasConfiguredForThemOrAbove() {
        given(this.logging.getLoggerConfiguration("org.apache.kafka"))
                .willReturn(new LoggerConfiguration("org.apache.kafka", LogLevel.DEBUG, LogLevel.DEBUG));
        given(this.logging.getLoggerConfiguration("state.change.logger"))
                .willReturn(new LoggerConfiguration("state.change.logger", LogLevel.INFO, LogLevel.INFO));

        EmbeddedKafkaConfiguration.quietServerLoggers(this.logging);

        verify(this.logging).setLogLevel("kafka", LogLevel.ERROR);
        verify(this.logging, never()).setLogLevel(startsWith("org.apache.kafka"), any());
        verify(this.logging, never()).setLogLevel(eq("state.change.logger"), any());
    }
}
