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

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.LoggerFactory;

/**
 * Fails a test during which one of our loggers wrote a warning or an error that the test does not expect. It is
 * registered for every test on whose class path it is.
 *
 * <p>What a thread logs between two tests counts for the next check: of the next test, of the class, or of the whole
 * run. Tests must not run in parallel in one JVM.
 */
public final class UnexpectedLogExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final String OUR_LOGGERS = "io.chatrelay";

    @Override
    public void beforeAll(ExtensionContext context) {
        requireRecorder();
        context.getRoot()
                .getStore(Namespace.create(UnexpectedLogExtension.class))
                .computeIfAbsent(AtEndOfRun.class, key -> new AtEndOfRun());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<ILoggingEvent> events = LogRecorder.drain();
        List<ExpectLog> expectedInTest = expectations(context.getElement());
        failOnUnexpected(events, withExpectationsOfClasses(expectedInTest, context));
        if (context.getExecutionException().isEmpty()) {
            failOnMissing(events, expectedInTest);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failOnUnexpected(LogRecorder.drain(), withExpectationsOfClasses(List.of(), context));
    }

    private static void requireRecorder() {
        boolean attached = LoggerFactory.getLogger(OUR_LOGGERS) instanceof Logger logger
                && logger.iteratorForAppenders().hasNext();
        if (!attached) {
            throw new IllegalStateException("No appender on logger '" + OUR_LOGGERS + "' (expected: "
                    + LogRecorder.class.getName() + "), remove the logging configuration that takes the place of"
                    + " chat-test-support's logback-test.xml");
        }
    }

    private static List<ExpectLog> withExpectationsOfClasses(List<ExpectLog> expected, ExtensionContext context) {
        List<ExpectLog> all = new ArrayList<>(expected);
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            all.addAll(expectations(Optional.of(type)));
        }
        return all;
    }

    private static List<ExpectLog> expectations(Optional<? extends AnnotatedElement> element) {
        return AnnotationSupport.findRepeatableAnnotations(element, ExpectLog.class);
    }

    private static void failOnUnexpected(List<ILoggingEvent> events, List<ExpectLog> expected) {
        List<String> unexpected = events.stream()
                .filter(event -> expected.stream().noneMatch(expectation -> matches(event, expectation)))
                .map(LogRecorder::describe)
                .toList();
        if (!unexpected.isEmpty()) {
            throw new AssertionError("Unexpected in our own log, fix it or declare it with @ExpectLog:\n"
                    + String.join("\n", unexpected));
        }
    }

    private static void failOnMissing(List<ILoggingEvent> events, List<ExpectLog> expected) {
        for (ExpectLog expectation : expected) {
            if (events.stream().noneMatch(event -> matches(event, expectation))) {
                throw new AssertionError("Expected in our own log, but missing: " + expectation.level() + " \""
                        + expectation.value() + "\"");
            }
        }
    }

    private static boolean matches(ILoggingEvent event, ExpectLog expectation) {
        return event.getLevel().toString().equals(expectation.level().name())
                && event.getFormattedMessage().contains(expectation.value());
    }

    /** Closed by JUnit after the last test class, for what was logged too late for a test. */
    private static final class AtEndOfRun implements AutoCloseable {

        @Override
        public void close() {
            failOnUnexpected(LogRecorder.drain(), List.of());
        }
    }
}
