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
package io.chatrelay.proof.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is done to clients and servers. */
public enum Fault {
    /** SIGKILL for a node, which is started again after a few seconds. */
    NODE_KILL(Target.SERVERS),

    /** SIGTERM for one node after the other; each is started again before the next. */
    NODE_RESTART(Target.SERVERS),

    /** SIGKILL for Kafka, which is started again after a few seconds with the same data. */
    KAFKA_KILL(Target.SERVERS),

    /** Kafka is stopped in order, and started again after a few seconds with the same data. */
    KAFKA_RESTART(Target.SERVERS),

    /** Connections end without a goodbye; their clients connect again to any node. */
    DROP(Target.CLIENTS),

    /** Subscribers stop reading for seconds, and become slow clients. */
    PAUSE(Target.CLIENTS),

    /** No fault, but the same promise: a subscriber joins that asks for what has been. */
    JOIN(Target.CLIENTS);

    private final Target target;

    Fault(Target target) {
        this.target = target;
    }

    /** Whether it needs servers of our own. */
    public boolean isForServers() {
        return this.target == Target.SERVERS;
    }

    /** The name in options and reports: {@code node-kill}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The fault of this name.
     *
     * @throws IllegalArgumentException when there is none; the message says which there are
     */
    public static Fault named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown fault: " + name + " (expected: " + names() + "), correct or remove it"));
    }

    /** The names of all, separated by commas. */
    public static String names() {
        return Arrays.stream(values()).map(Fault::optionName).collect(Collectors.joining(","));
    }

    private enum Target {
        SERVERS,
        CLIENTS
    }
}
