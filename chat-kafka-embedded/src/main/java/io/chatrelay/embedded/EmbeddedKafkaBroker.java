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

import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real single-node Kafka broker (KRaft, broker and controller in one) in this JVM, bound to 127.0.0.1 only.
 *
 * <p>A start on the directory of an earlier broker continues its log under the same cluster id, after a crash too. A
 * broker that is closed frees its port and its directory, so another one can take its place:
 *
 * <pre>{@code
 * broker.close();
 * broker = EmbeddedKafkaBroker.start(settings.withPort(broker.port()));
 * }</pre>
 *
 * <p>Topics are not created by use. Kafka's server logs thousands of lines at INFO and
 * some at WARN: an application that embeds it sets the level of the {@link #SERVER_LOGGERS} to ERROR. All methods may be called from any thread.
 *
 * @since 0.1.0
 */
public final class EmbeddedKafkaBroker implements AutoCloseable {

    /**
     * Names of the loggers of Kafka's server, and of those parts it shares with clients that speak in its ordinary
     * operation. At ERROR they are silent unless something is wrong.
     */
    public static final List<String> SERVER_LOGGERS = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.common.config",
            "org.apache.kafka.common.metrics",
            "org.apache.kafka.common.utils",
            "org.apache.kafka.controller",
            "org.apache.kafka.coordinator",
            "org.apache.kafka.image",
            "org.apache.kafka.metadata",
            "org.apache.kafka.queue",
            "org.apache.kafka.raft",
            "org.apache.kafka.server",
            "org.apache.kafka.storage");

    private static final Logger logger = LoggerFactory.getLogger(EmbeddedKafkaBroker.class);

    private final Path dataDirectory;
    private final int port;
    private final String clusterId;
    private final ResourceStack resources;

    private EmbeddedKafkaBroker(Path dataDirectory, int port, String clusterId, ResourceStack resources) {
        this.dataDirectory = dataDirectory;
        this.port = port;
        this.clusterId = clusterId;
        this.resources = resources;
    }

    /** Starts a broker on any free port with a temporary data directory, see {@link #start(EmbeddedKafkaSettings)}. */
    public static EmbeddedKafkaBroker start() {
        return start(EmbeddedKafkaSettings.defaults());
    }

    /**
     * Starts a broker. Blocks until it serves clients, some seconds for the first one of a JVM.
     *
     * @throws EmbeddedKafkaPortInUseException when the port is taken
     * @throws EmbeddedKafkaDirectoryLockedException when another broker uses the data directory
     * @throws EmbeddedKafkaException when it cannot be started for another reason, such as an invalid broker property
     */
    public static EmbeddedKafkaBroker start(EmbeddedKafkaSettings settings) {
        ResourceStack resources = new ResourceStack();
        try {
            return start(settings, resources);
        } catch (Exception | LinkageError ex) {
            try {
                resources.close();
            } catch (Exception closeFailure) {
                ex.addSuppressed(closeFailure);
            }
            throw ex instanceof EmbeddedKafkaException known ? known : startFailure(settings, ex);
        }
    }

    private static EmbeddedKafkaBroker start(EmbeddedKafkaSettings settings, ResourceStack resources) throws Exception {
        ServerSocketChannel clients = resources.push(Loopback.bind(settings.port()));
        ServerSocketChannel controllers = resources.push(Loopback.bind(EmbeddedKafkaSettings.ANY_FREE_PORT));
        DataDirectory directory = resources.push(DataDirectory.open(settings.dataDirectory()));
        int port = Loopback.portOf(clients);
        KafkaConfig config = new KafkaConfig(
                BrokerProperties.of(port, Loopback.portOf(controllers), directory.log(), settings.brokerProperties()),
                false);
        directory.formatIfAbsent();
        KafkaNode node = resources.push(new KafkaNode(config, clients, controllers));
        node.start();
        directory.keep();
        EmbeddedKafkaBroker broker = new EmbeddedKafkaBroker(directory.root(), port, node.clusterId(), resources);
        logger.atInfo()
                .addArgument(broker::bootstrapServers)
                .addArgument(broker.dataDirectory)
                .log("Embedded Kafka broker started on {}, data in {}");
        return broker;
    }

    private static EmbeddedKafkaException startFailure(EmbeddedKafkaSettings settings, Throwable cause) {
        if (cause instanceof ConfigException) {
            return new EmbeddedKafkaException(
                    "brokerProperties: " + cause.getMessage() + ", correct or remove it", cause);
        }
        String directory = settings.dataDirectory() == null ? "a temporary directory" : "" + settings.dataDirectory();
        return new EmbeddedKafkaException(
                "dataDirectory: " + directory + " (expected: a writable directory, empty or of an earlier embedded"
                        + " broker of this Kafka version or an older one), set " + SettingKeys.DATA_DIRECTORY
                        + " to another one; Kafka says: " + cause,
                cause);
    }

    /** Where clients find the broker, {@code 127.0.0.1:port}: the value of Kafka's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    /** The port clients connect to; also when any free one was asked for. */
    public int port() {
        return port;
    }

    /** The absolute directory of the log; a temporary one is gone after {@link #close()}. */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** The id of the cluster that this one broker makes up; it stays with the data directory. */
    public String clusterId() {
        return clusterId;
    }

    /**
     * Stops the broker and waits until it has stopped; then port and directory are free, and a temporary directory is
     * deleted. Further calls wait for the first one and do nothing. A thread that is interrupted stays so, and waits
     * nonetheless. Clients should be closed before.
     */
    @Override
    public synchronized void close() {
        // An interrupt closes the files that are just being written: it waits until the log is safe.
        boolean interrupted = Thread.interrupted();
        try {
            resources.close();
        } catch (Exception ex) {
            logger.atWarn()
                    .addKeyValue("bootstrapServers", bootstrapServers())
                    .addKeyValue("dataDirectory", dataDirectory)
                    .setCause(ex)
                    .log("Embedded Kafka broker did not stop cleanly");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
