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

import io.chatrelay.proof.fault.PlannedFault;
import io.chatrelay.testing.process.JavaCommand;
import io.chatrelay.testing.process.Ports;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Kafka and two nodes, each in a process of its own, that end with this one. */
public final class OwnCluster implements Cluster {

    private static final List<String> JVM_OPTIONS =
            List.of("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Little, so that a reader that pauses falls behind within seconds. */
    private static final String NODE_BUFFER = "--chat.relay.session.buffer-size=64KB";

    private static final int DOWN_MILLIS = 1_000;

    private static final int DOWN_MORE_MILLIS = 4_000;

    private final Path logs;

    private final Path data;

    private final List<URI> nodes = new ArrayList<>();

    /** Kafka, then the nodes. */
    private final List<Lane> lanes = new ArrayList<>();

    private OwnCluster(Path logs, Path data) {
        this.logs = logs;
        this.data = data;
    }

    /** Returns when all are up. Logs stay in the directory, which exists; the data of Kafka is deleted at the end. */
    public static OwnCluster start(Path directory) throws IOException {
        OwnCluster cluster = new OwnCluster(directory, Files.createTempDirectory(directory, "kafka-data-"));
        try {
            String kafkaPort = Integer.toString(Ports.free());
            cluster.add("kafka", KafkaServer.class, kafkaPort, cluster.data.toString());
            for (String node : List.of("node-a", "node-b")) {
                int port = Ports.free();
                cluster.add(
                        node,
                        ProofApplication.class,
                        "--server.port=" + port,
                        "--chat.relay.kafka.bootstrap-servers=127.0.0.1:" + kafkaPort,
                        NODE_BUFFER);
                cluster.nodes.add(URI.create("ws://127.0.0.1:" + port + "/ws"));
            }
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void add(String name, Class<?> mainClass, String... arguments) {
        JavaCommand command = new JavaCommand(mainClass.getName(), JVM_OPTIONS, List.of(arguments));
        this.lanes.add(new Lane(new Restartable(name, command, this.logs)));
    }

    @Override
    public List<URI> nodes() {
        return List.copyOf(this.nodes);
    }

    @Override
    public boolean begin(PlannedFault fault) {
        Random details = fault.details();
        List<Lane> nodeLanes = this.lanes.subList(1, this.lanes.size());
        return switch (fault.fault()) {
            case NODE_KILL ->
                begin(List.of(nodeLanes.get(details.nextInt(nodeLanes.size()))), ServerProcess::kill, details);
            case NODE_RESTART -> begin(nodeLanes, ServerProcess::terminate, details);
            case KAFKA_KILL -> begin(this.lanes.subList(0, 1), ServerProcess::kill, details);
            case KAFKA_RESTART -> begin(this.lanes.subList(0, 1), ServerProcess::close, details);
            case DROP, PAUSE, JOIN -> throw new IllegalArgumentException(fault.fault() + " is a fault of clients");
        };
    }

    private static boolean begin(List<Lane> concerned, Consumer<ServerProcess> way, Random details) {
        if (!concerned.stream().allMatch(Lane::isAtRest)) {
            return false;
        }
        int downMillis = DOWN_MILLIS + details.nextInt(DOWN_MORE_MILLIS);
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        for (Lane lane : concerned) {
            before = lane.restart(way, downMillis, before);
        }
        return true;
    }

    @Override
    public boolean isAtRest() {
        return this.lanes.stream().allMatch(Lane::isAtRest);
    }

    @Override
    public String logs() {
        return this.logs.toString();
    }

    @Override
    public boolean keepsEverything() {
        return true;
    }

    /** The nodes first, since they would wait for Kafka. */
    @Override
    public void close() {
        for (int lane = this.lanes.size() - 1; lane >= 0; lane--) {
            this.lanes.get(lane).close();
        }
        deleteData();
    }

    private void deleteData() {
        try (Stream<Path> files = Files.walk(this.data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot delete " + this.data, failure);
        }
    }
}
