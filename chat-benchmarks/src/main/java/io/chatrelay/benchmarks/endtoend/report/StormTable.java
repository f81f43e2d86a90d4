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

import io.chatrelay.benchmarks.endtoend.storm.StormResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How fast clients that came back had what they had missed, and how often the log was read for it. */
final class StormTable {

    private final Results.Table<StormResult> storms;

    StormTable(Results.Table<StormResult> storms) {
        this.storms = storms;
    }

    String text() {
        TableText table = new TableText(
                1,
                "case",
                "clients",
                "messages missed",
                "s until all had them",
                "p50 ms",
                "p99 ms",
                "max ms",
                "stretches of the log read");
        for (String name : this.storms.cases()) {
            List<StormResult> runs =
                    this.storms.runs(name).stream().map(Results.Run::result).toList();
            table.row(
                    name,
                    TableText.count(runs.get(0).comeback().clients()),
                    figure(runs, run -> run.comeback().replayed()),
                    figure(runs, run -> run.comeback().seconds()),
                    figure(runs, run -> run.comeback().latency().p50()),
                    figure(runs, run -> run.comeback().latency().p99()),
                    figure(runs, run -> run.comeback().latency().max()),
                    figure(runs, StormResult::segmentsRead));
        }
        return table.toString();
    }

    private static String figure(List<StormResult> runs, ToDoubleFunction<StormResult> figure) {
        return Spread.of(runs.stream().mapToDouble(figure)).text();
    }
}
