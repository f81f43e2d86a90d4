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
import io.chatrelay.benchmarks.endtoend.server.KafkaServer;
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

    private final Path logs;

    private final List<String> arguments;

    private final ServerProcess kafka;

    private ServerProcess node;

    private int starts;

    private RelayServer(Path logs, ServerProcess kafka, List<String> settings) throws IOException {
        this.logs = logs;
        this.kafka = kafka;
        this.arguments = new ArrayList<>(settings);
        this.arguments.add("--chat.relay.kafka.bootstrap-servers=" + kafka.address());
        this.node = startNode();
    }

    /**
     * Returns when both are ready. Their output goes to files in the directory.
     *
     * @param settings of the application, {@code --key=value}
     */
    public static RelayServer start(Path logs, List<String> settings) throws IOException {
        ServerProcess kafka = ServerKinds.startJvm(KafkaServer.class, logs.resolve("kafka.log"), List.of());
        try {
            return new RelayServer(logs, kafka, settings);
        } catch (IOException | RuntimeException failure) {
            kafka.close();
            throw failure;
        }
    }

    private ServerProcess startNode() throws IOException {
        this.starts++;
        String log = this.starts == 1 ? "relay.log" : "relay-" + this.starts + ".log";
        return ServerKinds.startJvm(BenchmarkApplication.class, this.logs.resolve(log), this.arguments);
    }

    /** Ends the application and starts it again, on another port. */
    public void restartNode() throws IOException {
        this.node.close();
        this.node = startNode();
    }

    /** The address of the Kafka broker. */
    public String kafka() {
        return this.kafka.address();
    }

    @Override
    public URI address() {
        return URI.create("ws://" + this.node.address() + "/ws");
    }

    @Override
    public List<Long> processes() {
        return List.of(this.node.pid(), this.kafka.pid());
    }

    @Override
    public OptionalLong liveHeapBytes() {
        return OptionalLong.of(this.node.liveHeapBytes());
    }

    MemoryUse memory(OperatingSystem system) {
        long[] heap = this.node.ask(ServerConsole.MEMORY);
        return new MemoryUse(heap[0], heap[1], system.residentBytes(List.of(this.node.pid())));
    }

    /** What the node has done since its start. */
    BrokerStatistics statistics() {
        long[] done = this.node.ask(ServerConsole.STATISTICS);
        return new BrokerStatistics(done[0], done[1], done[2]);
    }

    @Override
    public void close() {
        this.node.close();
        this.kafka.close();
    }
}
