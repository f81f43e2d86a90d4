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

import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when Kafka's server finds that it cannot go on, on a full disk for instance. By itself it ends the
 * process at once, which is not its own when it is embedded. Kafka keeps this once per JVM, for all of its brokers.
 */
final class FatalFaults {

    private static final Logger logger = LoggerFactory.getLogger(FatalFaults.class);

    private FatalFaults() {}

    /** The process goes on without the broker, which may be closed and started again. */
    static void leaveProcessAlive() {
        Exit.setExitProcedure(FatalFaults::report);
        Exit.setHaltProcedure(FatalFaults::report);
    }

    /** The process ends, as Kafka has it: right for a process that is nothing but the broker. */
    static void endProcess() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
    }

    private static void report(int status, @Nullable String message) {
        String reason = message == null ? "Kafka's server asked to end the process" : message;
        logger.atError()
                .addKeyValue("status", status)
                .setCause(new IllegalStateException(reason))
                .log("Embedded Kafka broker has failed, start it again");
    }
}
