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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class QuietOperationIT {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> everything = new ListAppender<>();
    private final Map<String, @Nullable Level> earlier = new HashMap<>();

    @BeforeEach
    void logAsAnApplicationDoes() {
        set(Logger.ROOT_LOGGER_NAME, Level.INFO);
        set("org.apache.kafka", null);
        EmbeddedKafkaBroker.SERVER_LOGGERS.forEach(name -> set(name, Level.ERROR));
        everything.start();
        root.addAppender(everything);
    }

    @AfterEach
    void restoreLogging() {
        root.detachAppender(everything);
        earlier.forEach((name, level) -> context.getLogger(name).setLevel(level));
    }

    @Test
    void saysOneLineAtEachStartAndNothingElse(@TempDir Path directory) {
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withDataDirectory(directory);

        EmbeddedKafkaBroker first = EmbeddedKafkaBroker.start(settings);
        first.close();
        EmbeddedKafkaBroker.start(settings.withPort(first.port())).close();

        String line = "Embedded Kafka broker started on %s, data in %s".formatted(first.bootstrapServers(), directory);
        assertThat(List.copyOf(everything.list))
                .extracting(QuietOperationIT::text)
                .containsExactly(line, line);
    }

    private void set(String name, @Nullable Level level) {
        Logger logger = context.getLogger(name);
        earlier.put(name, logger.getLevel());
        logger.setLevel(level);
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage();
    }
}
