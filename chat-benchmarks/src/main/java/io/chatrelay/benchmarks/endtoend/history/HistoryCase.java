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
package io.chatrelay.benchmarks.endtoend.history;

import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import java.io.IOException;
import java.util.List;

/** A case for the relay only: servers without a log have no past. */
public interface HistoryCase {

    /** The name on the command line and in the tables. */
    String name();

    /** What the application is started with, {@code --key=value}. */
    List<String> settings();

    /** Whether the node is to have worked before. */
    boolean isForWarmNode();

    /**
     * Runs it, on the thread of the caller.
     *
     * @throws IllegalStateException when it comes to a standstill
     */
    HistoryResult run(RelayServer server) throws IOException;
}
