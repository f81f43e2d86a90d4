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
package io.chatrelay.benchmarks.endtoend;

import io.chatrelay.benchmarks.endtoend.process.ServerKind;
import io.chatrelay.benchmarks.endtoend.process.ServerKinds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line of {@link EndToEndBenchmark}, parsed. */
record Options(Plan plan, List<ServerKind> servers, Path output) {

    static final String USAGE = """
            Usage: ./benchmark [options]

            Measures Chat Relay (with its Kafka) and Spring's simple broker side by side.

              --quick            one short round of a few cases, to see that it works
              --cases=<names>    separated by commas: fan-out-<subscribers>-<bytes>, rooms-<messages/s>,
                                 rooms-max, stalled-<readers>, idle-<connections>; or fan-out, rooms,
                                 stalled, idle for all of a kind; with -deflate at the end, clients of
                                 fan-out, rooms and idle offer permessage-deflate. Not by default, and
                                 of Chat Relay only: last-warm, last-cold, slow, storm; or history for all of them
              --rounds=<number>  freshly started servers so many times (default: 3)
              --url=<address>    measures the STOMP server at this ws:// address, too
              --pids=<ids>       its processes, separated by commas, for its CPU and memory
              --output=<path>    directory for the results (default: chat-benchmarks/target/benchmark)
              --help             print this text
            """;

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** After a change of load the JVMs compile for seconds, and a Kafka broker has twice as much to compile. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    private static final List<String> KEYS = List.of("--cases", "--rounds", "--url", "--pids", "--output", "--quick");

    /**
     * Parses the arguments; of one given twice, the last counts.
     *
     * @throws IllegalArgumentException when one is unknown or has no valid value; the message says which
     */
    static Options parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int end = argument.indexOf('=');
            String key = end < 0 ? argument : argument.substring(0, end);
            if (!KEYS.contains(key) || (end < 0) != key.equals("--quick")) {
                throw new IllegalArgumentException("Unknown argument: " + argument);
            }
            values.put(key, argument.substring(end + 1));
        }
        boolean quick = values.containsKey("--quick");
        return new Options(
                plan(values, quick),
                servers(values.get("--url"), values.getOrDefault("--pids", "")),
                Path.of(values.getOrDefault("--output", "chat-benchmarks/target/benchmark")));
    }

    private static Plan plan(Map<String, String> values, boolean quick) {
        @Nullable String names = values.get("--cases");
        List<String> standard = quick ? CaseNames.QUICK : CaseNames.ALL;
        CaseNames cases = CaseNames.parse(
                names == null ? standard : List.of(names.split(",")), quick ? Histories.SMALL : Histories.ALL);
        int rounds = number("--rounds", values.getOrDefault("--rounds", quick ? "1" : "3"));
        return quick
                ? new Plan(
                        cases.loads(),
                        cases.stalled(),
                        cases.idle(),
                        cases.history(),
                        rounds,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2))
                : new Plan(
                        cases.loads(),
                        cases.stalled(),
                        cases.idle(),
                        cases.history(),
                        rounds,
                        WARM_UP,
                        SETTLING,
                        Duration.ofSeconds(4));
    }

    private static List<ServerKind> servers(@Nullable String url, String processes) {
        List<ServerKind> servers = new ArrayList<>(List.of(ServerKinds.ours(), ServerKinds.simpleBroker()));
        if (url != null) {
            URI address = URI.create(url);
            if (!"ws".equals(address.getScheme()) || address.getHost() == null || address.getPort() < 0) {
                throw new IllegalArgumentException("--url=" + url + " (expected: ws://<host>:<port>/<path>)");
            }
            List<Long> ids = Arrays.stream(processes.split(","))
                    .filter(id -> !id.isEmpty())
                    .map(id -> (long) number("--pids", id))
                    .toList();
            servers.add(ServerKinds.at(address, ids));
        }
        return servers;
    }

    private static int number(String key, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as a number out of range is.
        }
        throw new IllegalArgumentException(key + "=" + value + " (expected: a number from 1)");
    }
}
