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

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's broker and controller in one. The only class that touches Kafka's server internals: it does what
 * {@link KafkaRaftServer} does, but on sockets that are bound already. Used by one thread at a time.
 */
final class KafkaNode implements Closeable {

    // Kafka's default is five minutes, which a broker whose controller has failed would use up.
    private static final Duration PATIENCE_ON_SHUTDOWN = Duration.ofSeconds(10);

    private final String clusterId;
    private final NodeFaults faults = new NodeFaults();
    private final Metrics metrics;
    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(KafkaConfig config, ServerSocketChannel clients, ServerSocketChannel controllers) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage = KafkaRaftServer.initializeLogDirs(
                config, LoggerFactory.getLogger(KafkaRaftServer.class), "[embedded] ");
        clusterId = storage._1().clusterId().orElseThrow();
        metrics = Server.initializeMetrics(config, Time.SYSTEM, clusterId);
        SharedServer shared = new SharedServer(
                config,
                storage._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(
                        BrokerProperties.NODE_ID, new InetSocketAddress(Loopback.HOST, Loopback.portOf(controllers)))),
                List.of(),
                faults,
                (listener, address, backlog, receiveBuffer) ->
                        listener.equals(BrokerProperties.CONTROLLER_LISTENER) ? controllers : clients);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2());
    }

    String clusterId() {
        return clusterId;
    }

    /** Blocks until clients are served. A fault that another thread met is suppressed by the exception thrown. */
    void start() {
        FatalFaults.leaveProcessAlive();
        try {
            controller.startup();
            broker.startup();
        } catch (RuntimeException ex) {
            faults.first().filter(fault -> fault != ex).ifPresent(ex::addSuppressed);
            throw ex;
        }
        faults.startSucceeded();
    }

    /** Blocks until everything has stopped; also right after a start that failed half-way. */
    @Override
    public void close() {
        try {
            broker.shutdown(PATIENCE_ON_SHUTDOWN);
        } finally {
            try {
                controller.shutdown();
            } finally {
                metrics.close();
            }
        }
    }
}
