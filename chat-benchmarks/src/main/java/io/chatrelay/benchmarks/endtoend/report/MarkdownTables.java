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

import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.history.PhasedResult;
import io.chatrelay.benchmarks.endtoend.last.LastResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.slow.SlowResult;
import io.chatrelay.benchmarks.endtoend.storm.StormResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as tables in Markdown, with what is to be known of how they came to be. */
public final class MarkdownTables {

    private final Results results;

    private final String ours;

    /** Ratios are those of {@code ours} and every other server. */
    public MarkdownTables(Results results, String ours) {
        this.results = results;
        this.ours = ours;
    }

    /** The conditions are lines of their own, above the tables. */
    public String text(List<String> conditions) {
        StringBuilder text = new StringBuilder();
        conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
        Stream.of(
                        this.results.loads().isEmpty() ? "" : new SpeedTable(this.results.loads()).text(),
                        this.results.loads().isEmpty()
                                ? ""
                                : new FaultTable<>(this.results.loads(), LoadResult::faults).text(),
                        this.results.stalled().isEmpty() ? "" : new StalledTable(this.results.stalled()).text(),
                        this.results.idles().isEmpty() ? "" : new IdleTable(this.results.idles()).text(),
                        historyTables(),
                        new CompressionTable(this.results).text(),
                        new RatioTable(this.results, this.ours).text())
                .filter(table -> !table.isEmpty())
                .forEach(table -> text.append('\n').append(table));
        return text.toString();
    }

    private String historyTables() {
        Results.Table<HistoryResult> all = this.results.histories();
        if (all.isEmpty()) {
            return "";
        }
        Results.Table<LastResult> lasts = all.only(LastResult.class);
        Results.Table<SlowResult> slows = all.only(SlowResult.class);
        Results.Table<StormResult> storms = all.only(StormResult.class);
        Results.Table<PhasedResult> phased = all.only(PhasedResult.class);
        return Stream.of(
                        lasts.isEmpty() ? "" : new LastTable(lasts).text(),
                        slows.isEmpty() ? "" : new SlowTable(slows).text(),
                        storms.isEmpty() ? "" : new StormTable(storms).text(),
                        phased.isEmpty() ? "" : new PhaseTable(phased).text(),
                        phased.isEmpty() ? "" : new NodeMemoryTable(phased).text(),
                        new FaultTable<>(all, HistoryResult::faults).text())
                .filter(table -> !table.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
