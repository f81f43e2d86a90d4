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
import io.chatrelay.benchmarks.endtoend.history.PhasedResult.Memory;
import io.chatrelay.benchmarks.endtoend.process.MemoryUse;
import io.chatrelay.benchmarks.endtoend.slow.SlowResult;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a node took before something happened to its clients, at the most, and after it. */
final class NodeMemoryTable {

    private static final double MEBIBYTE = 1024 * 1024;

    private final Results.Table<PhasedResult> results;

    NodeMemoryTable(Results.Table<PhasedResult> results) {
        this.results = results;
    }

    String text() {
        TableText table =
                new TableText(2, "case", "when", "heap MiB", "heap after a collection MiB", "RSS of the node MiB");
        for (String name : this.results.cases()) {
            List<PhasedResult> runs =
                    this.results.runs(name).stream().map(Results.Run::result).toList();
            row(table, name, "before, garbage collected", uses(runs, Memory::before));
            if (runs.get(0) instanceof SlowResult) {
                List<MemoryUse> stalled =
                        runs.stream().map(run -> ((SlowResult) run).stalled()).toList();
                row(table, name, "nothing read for a while, garbage collected", stalled);
            }
            row(table, name, "at the most", uses(runs, Memory::peak));
            row(table, name, "after, garbage collected", uses(runs, Memory::after));
        }
        return table.toString();
    }

    private static List<MemoryUse> uses(List<PhasedResult> runs, Function<Memory, MemoryUse> moment) {
        return runs.stream().map(PhasedResult::memory).map(moment).toList();
    }

    private static void row(TableText table, String name, String moment, List<MemoryUse> uses) {
        table.row(
                name,
                moment,
                figure(uses, MemoryUse::heap),
                figure(uses, MemoryUse::heapAfterCollection),
                figure(uses, MemoryUse::resident));
    }

    private static String figure(List<MemoryUse> uses, ToLongFunction<MemoryUse> figure) {
        return Spread.of(uses.stream().mapToLong(figure).mapToDouble(bytes -> bytes / MEBIBYTE))
                .text();
    }
}
