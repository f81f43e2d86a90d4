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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Test classes that {@link UnexpectedLogExtensionTests} runs; surefire does not look into nested classes. */
final class LogSamples {

    private static final Logger logger = LoggerFactory.getLogger(LogSamples.class);

    private LogSamples() {}

    static class Warns {

        @Test
        void test() {
            logger.atWarn().addKeyValue("records", 3).log("Lost records");
        }
    }

    static class LogsAnError {

        @Test
        void test() {
            logger.atError().setCause(new IllegalStateException("the cause")).log("Broken");
        }
    }

    static class MissesWhatItExpects {

        @Test
        @ExpectLog("Never said")
        void test() {
            logger.atInfo().log("Never said at this level");
        }
    }

    @ExpectLog("Broken")
    static class ExpectsAnotherLevel {

        @Test
        void test() {
            logger.atError().log("Broken");
        }
    }

    static class WarnsAfterItsLastTest {

        @Test
        void test() {
            logger.atInfo().log("Nothing wrong yet");
        }

        @AfterAll
        static void warn() {
            logger.atWarn().log("Too late for a test");
        }
    }

    @ExpectLog("Broken as everywhere in this class")
    static class DeclaresItsWarnings {

        @Test
        @ExpectLog("Lost records")
        @ExpectLog(value = "Broken here", level = Level.ERROR)
        void test() {
            logger.atWarn().log("Lost records");
            logger.atError().log("Broken here");
        }

        @Nested
        class Inside {

            @Test
            void test() {
                logger.atWarn().log("Broken as everywhere in this class");
            }
        }
    }

    static class AbortsBeforeItWarns {

        @Test
        @ExpectLog("Lost records")
        void test() {
            Assumptions.abort("Not here");
        }
    }

    @ExtendWith(WarnsAtEndOfRun.Extension.class)
    static class WarnsAtEndOfRun {

        @Test
        void test() {
            logger.atInfo().log("Nothing wrong yet");
        }

        static class Extension implements BeforeAllCallback {

            @Override
            public void beforeAll(ExtensionContext context) {
                AutoCloseable resource = () -> logger.atWarn().log("Too late for a class");
                context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put("resource", resource);
            }
        }
    }
}
