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
package io.chatrelay.benchmarks.endtoend.report;

import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult.Speed;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How fast it went, and at what cost. */
final class SpeedTable {

    private final Results.Table<LoadResult> loads;

    SpeedTable(Results.Table<LoadResult> loads) {
        this.loads = loads;
    }

    String text() {
        TableText table = new TableText(
                2,
                "case",
                "server",
                "CPU µs/delivery",
                "without Kafka",
                "deliveries/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "cores of others",
                "cores of the client");
        for (String name : this.loads.cases()) {
            for (String server : this.loads.servers(name)) {
                row(table, name, server);
            }
        }
        return table.toString();
    }

    private void row(TableText table, String name, String server) {
        List<LoadResult> runs = this.loads.of(name, server);
        boolean cpuKnown = hasCpu(runs);
        table.row(
                name,
                server,
                cpuKnown ? figure(runs, Speed::cpuPerDelivery) : "",
                cpuKnown ? figure(runs, Speed::applicationCpuPerDelivery) : "",
                figure(runs, Speed::deliveriesPerSecond),
                figure(runs, speed -> speed.latency().p50()),
                figure(runs, speed -> speed.latency().p99()),
                figure(runs, speed -> speed.latency().p999()),
                figure(runs, speed -> speed.latency().max()),
                figure(runs, Speed::foreignCores),
                figure(runs, Speed::clientCores));
    }

    /** Nothing is known of a server whose processes are not. */
    static boolean hasCpu(List<LoadResult> runs) {
        return runs.stream().anyMatch(run -> run.speed().cpu().servers() > 0);
    }

    private static String figure(List<LoadResult> runs, ToDoubleFunction<Speed> figure) {
        return Spread.of(runs.stream().map(LoadResult::speed).mapToDouble(figure))
                .text();
    }
}
