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
package io.chatrelay.benchmarks.endtoend.cases;

import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.testing.process.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Something that happens to a server, and that shows a row of figures or several. */
public interface Case {
    /** The name on the command line and in the tables. */
    String name();

    /**
     * Runs the case, on the thread of the caller.
     *
     * @throws IllegalStateException when it comes to a standstill
     * @throws IOException when a server cannot be started again
     */
    Outcome run(Server server, Timing timing) throws IOException;

    /** Whether it leaves a server behind that serves the next case as if nothing had been. */
    default boolean canShareServer() {
        return false;
    }

    /** Whether the server is to have worked before. */
    default boolean isForWarmServer() {
        return true;
    }

    /** Whether it is about the past, so that only a server with a log can run it. */
    default boolean needsLog() {
        return false;
    }

    /** What the application is started with, {@code --key=value}. */
    default List<String> settings() {
        return List.of();
    }

    /**
     * How long things take.
     *
     * @param warmUp how long each server works before its first case
     * @param settling how long a case runs before it counts
     * @param measuring how long it counts
     * @param patience how long nothing may arrive at the end before what is missing counts as lost
     */
    record Timing(Duration warmUp, Duration settling, Duration measuring, Duration patience) {
        /** For a case that only makes the server warm. */
        public Timing forWarmUp() {
            return new Timing(Duration.ZERO, warmUp, Duration.ZERO, patience);
        }
    }
}
