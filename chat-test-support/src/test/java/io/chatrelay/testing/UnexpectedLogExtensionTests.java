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

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class UnexpectedLogExtensionTests {

    @Test
    void failsTestThatWarns() {
        assertThat(failures(LogSamples.Warns.class))
                .singleElement()
                .asString()
                .contains("WARN", LogSamples.class.getName(), "Lost records", "records=\"3\"");
    }

    @Test
    void failsTestThatLogsAnError() {
        assertThat(failures(LogSamples.LogsAnError.class))
                .singleElement()
                .asString()
                .contains("ERROR", "Broken", "the cause");
    }

    @Test
    void failsTestWhoseExpectedLineIsMissing() {
        assertThat(failures(LogSamples.MissesWhatItExpects.class))
                .singleElement()
                .asString()
                .contains("missing", "Never said");
    }

    @Test
    void failsTestThatExpectsAnotherLevel() {
        assertThat(failures(LogSamples.ExpectsAnotherLevel.class))
                .singleElement()
                .asString()
                .contains("Unexpected", "Broken");
    }

    @Test
    void failsClassThatWarnsAfterItsLastTest() {
        assertThat(failures(LogSamples.WarnsAfterItsLastTest.class))
                .singleElement()
                .asString()
                .contains("Too late for a test");
    }

    @Test
    void failsRunThatWarnsAfterItsLastClass() {
        assertThat(failures(LogSamples.WarnsAtEndOfRun.class))
                .singleElement()
                .asString()
                .contains("Too late for a class");
    }

    @Test
    void passesTestsThatDeclareTheirWarnings() {
        assertThat(failures(LogSamples.DeclaresItsWarnings.class)).isEmpty();
    }

    @Test
    void doesNotMissLinesOfTestThatWasAborted() {
        assertThat(failures(LogSamples.AbortsBeforeItWarns.class)).isEmpty();
    }

    private static List<Throwable> failures(Class<?> sample) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .selectors(selectClass(sample))
                .execute();
        assertThat(results.testEvents().finished().count()).isPositive();
        return results.allEvents().failed().stream()
                .map(UnexpectedLogExtensionTests::failure)
                .toList();
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
