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
package io.chatrelay.compatibility;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Records what Spring warns of meanwhile: clients must not be able to fill the log of a server, whoever writes it. Our own
 * warnings fail every test anyway.
 */
final class SpringWarnings {

    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                recorded.add(event.toString());
            }
        }
    };

    void start() {
        appender.start();
        logger().addAppender(appender);
    }

    /** What was warned of since the start. */
    List<String> stop() {
        logger().detachAppender(appender);
        appender.stop();
        return List.copyOf(recorded);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("org.springframework");
    }
}
