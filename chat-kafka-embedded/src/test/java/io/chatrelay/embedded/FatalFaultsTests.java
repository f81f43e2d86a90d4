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

import static org.assertj.core.api.Assertions.assertThatCode;

import io.chatrelay.testing.ExpectLog;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class FatalFaultsTests {

    @AfterEach
    void restore() {
        FatalFaults.endProcess();
    }

    @Test
    @ExpectLog(value = "Embedded Kafka broker has failed", level = Level.ERROR)
    void areReportedAndLeaveTheProcessAlive() {
        FatalFaults.leaveProcessAlive();

        assertThatCode(() -> Exit.halt(1, "log directory is gone")).doesNotThrowAnyException();
    }
}
