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
package io.chatrelay.proof.cluster;

import io.chatrelay.testing.process.JavaCommand;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A server that is ended and started again; each start has a log file of its own. For one thread at a time. */
final class Restartable implements AutoCloseable {

    private final String name;

    private final JavaCommand command;

    private final Path logs;

    private int starts;

    private ServerProcess process;

    /** Returns when it is up. */
    Restartable(String name, JavaCommand command, Path logs) {
        this.name = name;
        this.command = command;
        this.logs = logs;
        this.process = start();
    }

    String name() {
        return this.name;
    }

    /** Ends it in some way. */
    void end(Consumer<ServerProcess> way) {
        way.accept(this.process);
    }

    /** Returns when it is up again. */
    void restart() {
        this.process = start();
    }

    private ServerProcess start() {
        this.starts++;
        try {
            return ServerProcess.start(this.command, this.logs.resolve(this.name + "-" + this.starts + ".log"));
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot start " + this.name, failure);
        }
    }

    @Override
    public void close() {
        this.process.close();
    }
}
