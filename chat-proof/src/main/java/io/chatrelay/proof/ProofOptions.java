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
package io.chatrelay.proof;

import io.chatrelay.proof.fault.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link DeliveryProof}, parsed.
 *
 * @param limit how long the load may go on, null for as long as it takes
 * @param deliveries how many there are to be
 * @param subscribers for each destination
 * @param rate messages per second, of all publishers
 * @param nodes those of a running cluster; empty for one of our own
 */
record ProofOptions(
        long seed,
        @Nullable Duration limit,
        long deliveries,
        int destinations,
        int subscribers,
        int rate,
        Set<Fault> faults,
        List<URI> nodes,
        Path output) {

    static final String USAGE = """
            Usage: ./prove [options]

            Checks the delivery contract from outside: clients publish, subscribe and resume while servers
            are killed and connections drop, and every message is accounted for.

              --seed=<number>          what happens when (default: a new one, which is printed)
              --deliveries=<number>    ends after so many deliveries (default: 1000000)
              --minutes=<number>       ends after this time, if that is earlier (default: no limit)
              --destinations=<number>  (default: 4)
              --subscribers=<number>   for each destination (default: 50)
              --rate=<messages/s>      of all publishers together (default: 200)
              --faults=<names>         of node-kill,node-restart,kafka-kill,kafka-restart,drop,pause,join;
                                       or none (default: all; with --nodes drop,pause,join)
              --nodes=<addresses>      a running cluster, ws:// addresses of its nodes separated by commas
                                       (default: Kafka and two nodes, started for this)
              --output=<path>          directory for logs, and histories of failures
                                       (default: chat-proof/target/prove)
              --help                   print this text
            """;

    private static final List<String> KEYS = List.of(
            "--seed",
            "--deliveries",
            "--minutes",
            "--destinations",
            "--subscribers",
            "--rate",
            "--faults",
            "--nodes",
            "--output");

    ProofOptions {
        faults = Set.copyOf(faults);
        nodes = List.copyOf(nodes);
    }

    /**
     * Parses the arguments; of one given twice, the last counts.
     *
     * @param newSeed if none is given
     * @throws IllegalArgumentException when one is unknown or has no valid value; the message says which
     */
    static ProofOptions parse(List<String> arguments, long newSeed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int end = argument.indexOf('=');
            if (end < 0 || !KEYS.contains(argument.substring(0, end))) {
                throw new IllegalArgumentException("Unknown argument: " + argument + " (expected: one of "
                        + String.join("=, ", KEYS) + "=), correct or remove it");
            }
            values.put(argument.substring(0, end), argument.substring(end + 1));
        }
        List<URI> nodes = nodes(values.getOrDefault("--nodes", ""));
        @Nullable String minutes = values.get("--minutes");
        return new ProofOptions(
                seed(values.get("--seed"), newSeed),
                minutes == null ? null : Duration.ofMinutes(number("--minutes", minutes, 10_000)),
                number("--deliveries", values.getOrDefault("--deliveries", "1000000"), 1_000_000_000),
                number("--destinations", values.getOrDefault("--destinations", "4"), 1_000),
                number("--subscribers", values.getOrDefault("--subscribers", "50"), 10_000),
                number("--rate", values.getOrDefault("--rate", "200"), 100_000),
                faults(values.get("--faults"), !nodes.isEmpty()),
                nodes,
                Path.of(values.getOrDefault("--output", "chat-proof/target/prove")));
    }

    private static long seed(@Nullable String value, long newSeed) {
        try {
            return value == null ? newSeed : Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "--seed=" + value + " (expected: a whole number), take the one that a run has printed", notANumber);
        }
    }

    private static int number(String key, String value, int highest) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0 && number <= highest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as a number out of range is.
        }
        throw new IllegalArgumentException(
                key + "=" + value + " (expected: a number from 1 to " + highest + "), correct it or leave it out");
    }

    private static Set<Fault> faults(@Nullable String names, boolean foreign) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (names == null) {
            Arrays.stream(Fault.values())
                    .filter(fault -> !(foreign && fault.isForServers()))
                    .forEach(faults::add);
        } else if (!names.equals("none")) {
            for (String name : names.split(",", -1)) {
                Fault fault = Fault.named(name);
                if (foreign && fault.isForServers()) {
                    throw new IllegalArgumentException("--faults=" + name
                            + " (expected: drop, pause or join, since nothing is done to the servers of --nodes),"
                            + " remove it and do it by hand");
                }
                faults.add(fault);
            }
        }
        return faults;
    }

    private static List<URI> nodes(String addresses) {
        List<URI> nodes = new ArrayList<>();
        for (String address : addresses.isEmpty() ? new String[0] : addresses.split(",", -1)) {
            nodes.add(node(address));
        }
        return nodes;
    }

    private static URI node(String address) {
        try {
            URI node = URI.create(address);
            if ("ws".equals(node.getScheme()) && node.getHost() != null && node.getPort() > 0) {
                return node;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Reported below, as an address of another kind is.
        }
        throw new IllegalArgumentException(
                "--nodes=" + address
                        + " (expected: ws://<host>:<port>/<path>, separated by commas), give the port, too; wss is not supported");
    }
}
