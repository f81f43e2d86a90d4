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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka and two nodes, each in a process of its own. They end with this process, whichever way that ends, because each reads
 * its standard input from here. What is done to a server goes on in the background; a fault that concerns a server which is
 * still busy with an earlier one is left out. For one thread.
 */
public final class Cluster implements AutoCloseable {
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms64m",
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogging.config=classpath:io/chatrelay/proof/logback.xml");
    /** Little, so that a reader that pauses falls behind within seconds. */
    private static final String NODE_BUFFER = "--chat.relay.session.buffer-size=64KB";

    private static final String TOPIC = "prove";
    private static final int PARTITIONS = 4;
    private static final int DOWN_MILLIS = 1_000;
    private static final int DOWN_MORE_MILLIS = 4_000;

    private final Path directory;
    private final Path data;
    private final String kafkaAddress;
    private final ServerLane kafka;
    private final List<ServerLane> nodes = new ArrayList<>();
    private final List<Integer> ports = List.of(Ports.free(), Ports.free());

    private Cluster(Path directory) throws IOException {
        this.directory = directory;
        this.data = Files.createTempDirectory(directory, "kafka-data-");
        int kafkaPort = Ports.free();
        this.kafkaAddress = "127.0.0.1:" + kafkaPort;
        this.kafka = lane("kafka", KafkaServer.class, Integer.toString(kafkaPort), data.toString());
        for (int port : ports) {
            nodes.add(lane(
                    "node-" + (nodes.size() + 1),
                    ProofApplication.class,
                    "--server.port=" + port,
                    "--chat.relay.kafka.bootstrap-servers=" + kafkaAddress,
                    "--chat.relay.topic.name=" + TOPIC,
                    "--chat.relay.topic.partitions=" + PARTITIONS,
                    NODE_BUFFER));
        }
    }

    private ServerLane lane(String name, Class<?> mainClass, String... arguments) {
        return new ServerLane(name, new JavaCommand(mainClass.getName(), JVM_OPTIONS, List.of(arguments)), directory);
    }

    /**
     * Returns when all servers are up.
     *
     * @param directory where their logs stay, and the data of Kafka until the end; it exists
     * @throws IllegalStateException when a server does not start; the message has the last lines of its log
     * @throws java.util.concurrent.CancellationException when the thread is interrupted
     */
    public static Cluster start(Path directory) throws IOException {
        Cluster cluster = new Cluster(directory);
        try {
            cluster.lanes().forEach(ServerLane::awaitRest);
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private Stream<ServerLane> lanes() {
        return Stream.concat(Stream.of(kafka), nodes.stream());
    }

    /** Where the nodes take WebSockets that do this wrong, whether the nodes are up or not. */
    public List<URI> nodes(Injection injection) {
        return ports.stream()
                .map(port -> URI.create("ws://127.0.0.1:" + port + injection.path()))
                .toList();
    }

    /** SIGKILL for a node, which starts again after 1 to 5 s. */
    public boolean killNode(Random random) {
        return restart(List.of(nodes.get(random.nextInt(nodes.size()))), ServerProcess::kill, random);
    }

    /** SIGTERM for one node after the other; each starts again before the next ends. */
    public boolean restartNodes(Random random) {
        return restart(nodes, ServerProcess::terminate, random);
    }

    /** SIGKILL for Kafka, which starts again with its data. */
    public boolean killKafka(Random random) {
        return restart(List.of(kafka), ServerProcess::kill, random);
    }

    /** Kafka ends in order, and starts again with its data. */
    public boolean restartKafka(Random random) {
        return restart(List.of(kafka), ServerProcess::close, random);
    }

    private static boolean restart(List<ServerLane> concerned, Consumer<ServerProcess> way, Random random) {
        if (!concerned.stream().allMatch(ServerLane::isAtRest)) {
            return false;
        }
        int downMillis = DOWN_MILLIS + random.nextInt(DOWN_MORE_MILLIS);
        CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
        for (ServerLane lane : concerned) {
            before = lane.restart(way, downMillis, before);
        }
        return true;
    }

    /** Removes everything from the log that it has now, as retention would. */
    public boolean deleteRecords() {
        if (!kafka.isAtRest()) {
            return false;
        }
        kafka.run(this::deleteNow);
        return true;
    }

    private void deleteNow() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaAddress))) {
            Map<TopicPartition, RecordsToDelete> everything = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                    .collect(Collectors.toMap(partition -> partition, any -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(everything).all().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Cannot delete records: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether all servers are up and no fault goes on.
     *
     * @throws IllegalStateException when a server could not be started
     */
    public boolean isAtRest() {
        return lanes().allMatch(ServerLane::isAtRest);
    }

    /** Ends all servers at once: what they would do in order matters to nobody any more. */
    @Override
    public void close() {
        lanes().forEach(ServerLane::close);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot delete " + data, failure);
        }
    }
}
