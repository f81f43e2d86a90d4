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

import io.chatrelay.benchmarks.endtoend.history.PhasedResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult.Speed;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What readers have seen that nothing happens to, before something happens to others and meanwhile. */
final class PhaseTable {

    private final Results.Table<PhasedResult> results;

    PhaseTable(Results.Table<PhasedResult> results) {
        this.results = results;
    }

    String text() {
        TableText table = new TableText(
                2,
                "case",
                "meanwhile",
                "s",
                "deliveries/s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "p99: times the first",
                "cores of the servers",
                "cores of others");
        for (String name : this.results.cases()) {
            List<PhasedResult> runs =
                    this.results.runs(name).stream().map(Results.Run::result).toList();
            List<Speed> firsts = speeds(runs, 0);
            for (int phase = 0; phase < runs.get(0).phases().size(); phase++) {
                row(table, name, runs.get(0).phases().get(phase).name(), speeds(runs, phase), firsts);
            }
        }
        return table.toString();
    }

    private static List<Speed> speeds(List<PhasedResult> runs, int phase) {
        return runs.stream().map(run -> run.phases().get(phase).speed()).toList();
    }

    private static void row(TableText table, String name, String phase, List<Speed> speeds, List<Speed> firsts) {
        table.row(
                name,
                phase,
                figure(speeds, Speed::seconds),
                figure(speeds, Speed::deliveriesPerSecond),
                figure(speeds, speed -> speed.latency().p50()),
                figure(speeds, speed -> speed.latency().p99()),
                figure(speeds, speed -> speed.latency().max()),
                Spread.ratio(p99s(speeds), p99s(firsts)).map(Spread::text).orElse(""),
                figure(speeds, speed -> speed.cpu().servers() / speed.seconds()),
                figure(speeds, Speed::foreignCores));
    }

    private static List<OptionalDouble> p99s(List<Speed> speeds) {
        return speeds.stream()
                .map(speed -> OptionalDouble.of(speed.latency().p99()))
                .toList();
    }

    private static String figure(List<Speed> speeds, ToDoubleFunction<Speed> figure) {
        return Spread.of(speeds.stream().mapToDouble(figure)).text();
    }
}
