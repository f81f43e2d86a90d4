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
package io.chatrelay.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Keeps the warnings and errors of the loggers it is attached to until a test takes them. Any thread may log.
 *
 * <p>Logback creates it from {@code logback-test.xml}, and creates another each time Spring Boot initializes the logging
 * system again, so what is recorded is shared by all instances.
 */
public final class LogRecorder extends AppenderBase<ILoggingEvent> {

    private static final LinkedBlockingQueue<ILoggingEvent> recorded = new LinkedBlockingQueue<>();

    /** Takes what was recorded since the last call, oldest first. */
    static List<ILoggingEvent> drain() {
        List<ILoggingEvent> events = new ArrayList<>();
        recorded.drainTo(events);
        return events;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            event.prepareForDeferredProcessing();
            recorded.add(event);
        }
    }
}
