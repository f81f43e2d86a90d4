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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Keeps the warnings and errors of the loggers it is attached to until a test takes them, and the last lines of any level
 * for the message of a test that fails. Any thread may log.
 *
 * <p>Logback creates it from {@code logback-test.xml}, and creates another each time Spring Boot initializes the logging
 * system again, so what is recorded is shared by all instances.
 */
public final class LogRecorder extends AppenderBase<ILoggingEvent> {

    private static final int LAST_LINES = 20;

    private static final LinkedBlockingQueue<ILoggingEvent> recorded = new LinkedBlockingQueue<>();

    private static final Deque<String> last = new ArrayDeque<>();

    /** The last 20 lines at most, oldest first. */
    public static List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /** Takes what was recorded since the last call, oldest first. */
    static List<ILoggingEvent> drain() {
        List<ILoggingEvent> events = new ArrayList<>();
        recorded.drainTo(events);
        return events;
    }

    @Override
    protected void append(ILoggingEvent event) {
        keepLine(event);
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            event.prepareForDeferredProcessing();
            recorded.add(event);
        }
    }

    private static void keepLine(ILoggingEvent event) {
        String line = describe(event);
        synchronized (last) {
            if (last.size() == LAST_LINES) {
                last.removeFirst();
            }
            last.addLast(line);
        }
    }

    static String describe(ILoggingEvent event) {
        String line = event.getInstant() + " " + event.getLevel() + " [" + event.getThreadName() + "] "
                + event.getLoggerName() + ": " + event.getFormattedMessage();
        if (event.getKeyValuePairs() != null) {
            line += " " + event.getKeyValuePairs();
        }
        if (event.getThrowableProxy() != null) {
            line += "\n  " + event.getThrowableProxy().getClassName() + ": "
                    + event.getThrowableProxy().getMessage();
        }
        return line;
    }
}
