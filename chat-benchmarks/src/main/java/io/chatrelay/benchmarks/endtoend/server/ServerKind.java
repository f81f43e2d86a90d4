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
package io.chatrelay.benchmarks.endtoend.server;

import io.chatrelay.testing.process.JavaCommand;
import io.chatrelay.testing.process.Server;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A server that can be started freshly for each round.
 *
 * @param name the name in the tables
 */
public record ServerKind(String name, Start start) {
    /** The name of ours in the tables. */
    public static final String OURS = "Chat Relay";

    /** What every measured server is started with. */
    public static final List<String> JVM_OPTIONS = List.of("-Xms256m", "-Xmx2g", "-XX:+UseG1GC");

    /** An application with the relay, and a Kafka broker beside it. */
    public static ServerKind ours() {
        return new ServerKind(OURS, (logs, settings) -> RelayServer.start(JVM_OPTIONS, logs, settings));
    }

    /** The same application with the relay turned off. */
    public static ServerKind simpleBroker(List<String> jvmOptions) {
        return new ServerKind("simple broker", (logs, settings) -> {
            ServerProcess process = startJvm(
                    BenchmarkApplication.class,
                    jvmOptions,
                    logs.resolve("simple.log"),
                    List.of("--chat.relay.enabled=false"));
            return new Running(
                    URI.create("ws://" + process.address() + "/ws"),
                    List.of(process.pid()),
                    () -> OptionalLong.of(process.liveHeapBytes()),
                    process::close);
        });
    }

    /** A server that somebody else has started, and that is not ended. */
    public static ServerKind at(URI address, List<Long> processes) {
        Running running = new Running(address, List.copyOf(processes), OptionalLong::empty, () -> {});
        return new ServerKind(address.toString(), (logs, settings) -> running);
    }

    static ServerProcess startJvm(Class<?> mainClass, List<String> jvmOptions, Path log, List<String> arguments)
            throws IOException {
        return ServerProcess.start(new JavaCommand(mainClass.getName(), jvmOptions, arguments), log);
    }

    /** Whether its messages must not be lost, doubled or out of order, and it has a past. */
    public boolean isOurs() {
        return name.equals(OURS);
    }

    /** Starts a server. */
    @FunctionalInterface
    public interface Start {
        /**
         * Returns when the server is ready.
         *
         * @param logs the directory for the files with its output
         * @param settings of the application, {@code --key=value}
         */
        Server in(Path logs, List<String> settings) throws IOException;
    }

    private record Running(URI address, List<Long> processes, Supplier<OptionalLong> heap, Runnable end)
            implements Server {
        @Override
        public OptionalLong liveHeapBytes() {
            return heap.get();
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
