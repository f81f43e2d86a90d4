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

import io.chatrelay.benchmarks.endtoend.last.LastResult;
import io.chatrelay.benchmarks.endtoend.last.LastResult.Answer;
import io.chatrelay.benchmarks.endtoend.last.LastResult.Times;
import java.util.List;

/** How long the newest messages of a room took; the figures are those of all rounds together. */
final class LastTable {

    private final Results.Table<LastResult> lasts;

    LastTable(Results.Table<LastResult> lasts) {
        this.lasts = lasts;
    }

    String text() {
        TableText table = new TableText(
                2,
                "case",
                "where the 50 messages are",
                "subscriptions",
                "first ms",
                "median ms",
                "max ms",
                "wanted: less than ms",
                "CPU ms/subscription");
        for (String name : this.lasts.cases()) {
            List<LastResult> runs =
                    this.lasts.runs(name).stream().map(Results.Run::result).toList();
            for (int kind = 0; kind < runs.get(0).times().size(); kind++) {
                row(table, name, kind, runs);
            }
        }
        return table.toString();
    }

    private static void row(TableText table, String name, int kind, List<LastResult> runs) {
        List<Times> times = runs.stream().map(run -> run.times().get(kind)).toList();
        List<Answer> answers =
                times.stream().flatMap(each -> each.answers().stream()).toList();
        Spread all = Spread.of(answers.stream().mapToDouble(Answer::millis));
        Spread first = Spread.of(
                times.stream().mapToDouble(each -> each.answers().get(0).millis()));
        double cpu = answers.stream().mapToDouble(Answer::cpuSeconds).sum() / answers.size();
        table.row(
                name,
                times.get(0).rooms(),
                TableText.count(answers.size()),
                first.text(),
                Spread.number(all.median()),
                Spread.number(all.max()),
                TableText.count(times.get(0).wantedMillis()),
                Spread.number(cpu * 1_000));
    }
}
