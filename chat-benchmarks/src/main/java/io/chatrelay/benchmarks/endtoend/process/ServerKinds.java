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
package io.chatrelay.benchmarks.endtoend.process;

import io.chatrelay.benchmarks.endtoend.server.BenchmarkApplication;
import io.chatrelay.testing.process.JavaCommand;
import io.chatrelay.testing.process.Server;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The servers that this program can start. */
public final class ServerKinds {

    /** The name of ours in the tables. */
    public static final String OURS = "Chat Relay";

    /** The name of the simple broker. */
    public static final String SIMPLE_BROKER = "simple broker";

    /** What every server is started with. */
    public static final List<String> JVM_OPTIONS = List.of("-Xms256m", "-Xmx2g", "-XX:+UseG1GC");

    private ServerKinds() {}

    /** An application with the relay, and a Kafka broker beside it. */
    public static ServerKind ours() {
        return kind(OURS, logs -> RelayServer.start(logs, List.of()));
    }

    /** The same application with the relay turned off. */
    public static ServerKind simpleBroker() {
        return kind(SIMPLE_BROKER, logs -> {
            ServerProcess application = startJvm(
                    BenchmarkApplication.class, logs.resolve("simple.log"), List.of("--chat.relay.enabled=false"));
            return new OwnServer(application, List.of(application));
        });
    }

    /** A server that somebody else has started, and that is not ended. */
    public static ServerKind at(URI address, List<Long> processes) {
        return kind(address.toString(), logs -> new ForeignServer(address, processes));
    }

    static ServerProcess startJvm(Class<?> mainClass, Path log, List<String> arguments) throws IOException {
        return ServerProcess.start(new JavaCommand(mainClass.getName(), JVM_OPTIONS, arguments), log);
    }

    private static ServerKind kind(String name, Start start) {
        return new ServerKind() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Server start(Path logs) throws IOException {
                return start.in(logs);
            }
        };
    }

    private interface Start {

        Server in(Path logs) throws IOException;
    }
}
