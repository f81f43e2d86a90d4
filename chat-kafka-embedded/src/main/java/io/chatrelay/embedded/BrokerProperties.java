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

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kafka's own configuration of the single node. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String CLIENT_LISTENER = "PLAINTEXT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final List<String> RESERVED_PREFIXES = List.of("listener", "controller.", "node.id", "broker.id");
    private static final List<String> RESERVED = List.of(
            "process.roles",
            "log.dir",
            "log.dirs",
            "metadata.log.dir",
            "advertised.listeners",
            "inter.broker.listener.name",
            "security.inter.broker.protocol");

    private BrokerProperties() {}

    static boolean isReserved(String name) {
        return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
    }

    static Map<String, String> of(int port, int controllerPort, Path logDirectory, Map<String, String> further) {
        Map<String, String> properties = new HashMap<>(smallAndQuick());
        properties.putAll(further);
        properties.putAll(node(port, controllerPort, logDirectory));
        return properties;
    }

    private static Map<String, String> node(int port, int controllerPort, Path logDirectory) {
        String clientAddress = CLIENT_LISTENER + "://" + Loopback.HOST + ":" + port;
        String controllerAddress = CONTROLLER_LISTENER + "://" + Loopback.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "log.dirs",
                logDirectory.toString(),
                "listeners",
                clientAddress + "," + controllerAddress,
                "advertised.listeners",
                clientAddress,
                "inter.broker.listener.name",
                CLIENT_LISTENER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@" + Loopback.HOST + ":" + controllerPort);
    }

    private static Map<String, String> smallAndQuick() {
        Map<String, String> properties = new HashMap<>();
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A crash leaves the old registration behind, and the next start waits for it to expire (default 9 s). Much
        // shorter, and a busy machine would take its own broker for dead.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // Kafka waits for ever, since a fault of another thread ends its process.
        properties.put("server.max.startup.time.ms", "60000");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        // Each partition maps two index files of this size (default 10 MiB); 1 MiB still indexes a 350 MB segment.
        properties.put("log.index.size.max.bytes", "1048576");
        return properties;
    }
}
