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

import io.chatrelay.benchmarks.endtoend.load.LoadResult.Faults;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What has gone wrong under load, in all rounds together. */
final class FaultTable<R> {

    private final Results.Table<R> runs;

    private final Function<R, Faults> faults;

    FaultTable(Results.Table<R> runs, Function<R, Faults> faults) {
        this.runs = runs;
        this.faults = faults;
    }

    String text() {
        TableText table = new TableText(
                2, "case", "server", "deliveries in all", "lost", "doubled", "out of order", "ended early");
        for (String name : this.runs.cases()) {
            for (String server : this.runs.servers(name)) {
                row(table, name, server);
            }
        }
        return table.toString();
    }

    private void row(TableText table, String name, String server) {
        List<Faults> faults =
                this.runs.of(name, server).stream().map(this.faults).toList();
        long late = sum(faults, Faults::late);
        double percent = 100.0 * late / Math.max(1, sum(faults, Faults::deliveries));
        table.row(
                name,
                server,
                TableText.count(sum(faults, Faults::deliveries)),
                TableText.count(sum(faults, Faults::lost)),
                TableText.count(sum(faults, Faults::doubled)),
                late == 0 ? "0" : TableText.count(late) + " (" + Spread.number(percent) + " %)",
                faults.stream()
                        .flatMap(fault -> fault.ended().stream())
                        .findFirst()
                        .orElse(""));
    }

    private static long sum(List<Faults> faults, ToLongFunction<Faults> count) {
        return faults.stream().mapToLong(count).sum();
    }
}
