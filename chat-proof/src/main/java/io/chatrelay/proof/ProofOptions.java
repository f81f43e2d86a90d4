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

import io.chatrelay.proof.cluster.Injection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** The options of the command line. Their texts are the reference. */
final class ProofOptions {
    private static final String FAULTS =
            "of node-kill,node-restart,kafka-kill,kafka-restart,retention,drop,pause,join; or"
                    + " none (default: all but retention; drop,pause,join with --nodes or --inject)";

    @Option(names = "--seed", description = "decides what happens when (default: a new one, which is printed)")
    long seed = ThreadLocalRandom.current().nextInt(1_000_000);

    @Option(names = "--deliveries", description = "ends after so many deliveries (default: 1000000)")
    long deliveries = 1_000_000;

    @Option(names = "--minutes", description = "ends after this time, if that is earlier (default: no limit)")
    int minutes;

    @Option(names = "--seconds", description = "the same, in seconds; both together are added")
    int seconds;

    @Option(names = "--destinations", description = "how many (default: 4)")
    int destinations = 4;

    @Option(names = "--subscribers", description = "for each destination (default: 50)")
    int subscribers = 50;

    @Option(names = "--rate", description = "messages a second, of all publishers together (default: 200)")
    int rate = 200;

    @Option(names = "--faults", split = ",", description = FAULTS)
    private List<String> faults = List.of();

    @Option(names = "--pause", description = "least seconds between two faults of servers (default: 8)")
    int pause = 8;

    @Option(
            names = "--inject",
            description = "what the nodes do wrong: lose, double, reorder, swallow-gap (default: none)")
    Injection injection = Injection.NONE;

    @Option(
            names = "--nodes",
            split = ",",
            description = "a running cluster, ws:// addresses (default: one of our own)")
    List<URI> nodes = List.of();

    @Option(names = "--output", description = "for logs and histories of failures (default: chat-proof/target/prove)")
    Path output = Path.of("chat-proof/target/prove");

    /** How long the load may go on. */
    Duration limit() {
        return minutes + seconds == 0
                ? Duration.ofDays(7)
                : Duration.ofMinutes(minutes).plusSeconds(seconds);
    }

    /** What is done, checked by {@link #check()}. */
    Set<Fault> faults() {
        boolean clientsOnly = !nodes.isEmpty() || injection != Injection.NONE;
        Set<Fault> chosen = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            boolean byDefault = fault != Fault.RETENTION && !(clientsOnly && fault.isForServers());
            if (faults.isEmpty() ? byDefault : faults.contains(fault.toString())) {
                chosen.add(fault);
            }
        }
        if (injection == Injection.SWALLOW_GAP) {
            chosen.add(Fault.RETENTION);
        }
        return chosen;
    }

    /**
     * Looks at what the types of the options allow and we do not.
     *
     * @throws IllegalArgumentException when something is wrong; the message says what is expected
     */
    void check() {
        number("--deliveries", deliveries, 1, 1_000_000_000);
        number("--minutes", minutes, 0, 10_000);
        number("--seconds", seconds, 0, 600_000);
        number("--destinations", destinations, 1, 1_000);
        number("--subscribers", subscribers, 1, 10_000);
        number("--rate", rate, 1, 100_000);
        number("--pause", pause, 1, 3_600);
        List<String> names = new ArrayList<>(List.of("none"));
        Arrays.stream(Fault.values()).map(Fault::toString).forEach(names::add);
        faults.forEach(name -> require(names.contains(name), "--faults", name, "some of " + String.join(",", names)));
        for (URI node : nodes) {
            boolean complete = "ws".equals(node.getScheme()) && node.getHost() != null && node.getPort() > 0;
            require(complete, "--nodes", node, "ws://<host>:<port>/<path>, separated by commas; wss is not supported");
        }
        if (!nodes.isEmpty()) {
            require(injection == Injection.NONE, "--inject", injection, "no --nodes, whose servers do what they do");
            require(
                    faults().stream().noneMatch(Fault::isForServers),
                    "--faults",
                    faults,
                    "drop, pause or join, since" + " nothing is done to the servers of --nodes");
        }
    }

    private static void number(String option, long value, long least, long most) {
        require(value >= least && value <= most, option, value, "a number from " + least + " to " + most);
    }

    private static void require(boolean right, String option, Object value, String expected) {
        if (!right) {
            throw new IllegalArgumentException(option + "=" + value + " (expected: " + expected + ")");
        }
    }
}
