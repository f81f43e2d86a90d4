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

import io.chatrelay.bridge.delivery.BrokerStatistics;
import io.chatrelay.testing.process.Server;
import io.chatrelay.testing.process.ServerConsole;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** An application with the relay, and a Kafka broker beside it that stays when the application is started again. */
public final class RelayServer implements Server {
    private final List<String> jvmOptions;
    private final Path logs;
    private final List<String> arguments;
    private final ServerProcess kafka;
    private ServerProcess node;
    private int starts;

    private RelayServer(List<String> jvmOptions, Path logs, ServerProcess kafka, List<String> settings)
            throws IOException {
        this.jvmOptions = jvmOptions;
        this.logs = logs;
        this.kafka = kafka;
        this.arguments = new ArrayList<>(settings);
        arguments.add("--chat.relay.kafka.bootstrap-servers=" + kafka.address());
        this.node = startNode();
    }

    /** Returns when both are ready, see {@link ServerKind.Start#in}. */
    public static RelayServer start(List<String> jvmOptions, Path logs, List<String> settings) throws IOException {
        ServerProcess kafka = ServerKind.startJvm(KafkaServer.class, jvmOptions, logs.resolve("kafka.log"), List.of());
        try {
            return new RelayServer(jvmOptions, logs, kafka, settings);
        } catch (IOException | RuntimeException failure) {
            kafka.close();
            throw failure;
        }
    }

    /** The server of a case that needs a log. */
    public static RelayServer of(Server server) {
        if (server instanceof RelayServer relay) {
            return relay;
        }
        throw new IllegalArgumentException("A server without a log: " + server.address());
    }

    private ServerProcess startNode() throws IOException {
        starts++;
        String log = starts == 1 ? "relay.log" : "relay-" + starts + ".log";
        return ServerKind.startJvm(BenchmarkApplication.class, jvmOptions, logs.resolve(log), arguments);
    }

    /** Ends the application and starts it again, on another port. */
    public void restartNode() throws IOException {
        node.close();
        node = startNode();
    }

    /** The address of the Kafka broker. */
    public String kafka() {
        return kafka.address();
    }

    @Override
    public URI address() {
        return URI.create("ws://" + node.address() + "/ws");
    }

    @Override
    public List<Long> processes() {
        return List.of(node.pid(), kafka.pid());
    }

    @Override
    public OptionalLong liveHeapBytes() {
        return OptionalLong.of(node.liveHeapBytes());
    }

    NodeMonitor.Memory memory(OperatingSystem system) {
        long[] heap = node.ask(ServerConsole.MEMORY);
        return new NodeMonitor.Memory(heap[0], heap[1], system.residentBytes(List.of(node.pid())));
    }

    /** What the node has done since its start. */
    BrokerStatistics statistics() {
        long[] done = node.ask(ServerConsole.STATISTICS);
        return new BrokerStatistics(done[0], done[1], done[2]);
    }

    @Override
    public void close() {
        node.close();
        kafka.close();
    }
}
