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

import io.chatrelay.benchmarks.endtoend.slow.SlowResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How those who did not read for a while got what they had missed. */
final class SlowTable {

    private final Results.Table<SlowResult> slows;

    SlowTable(Results.Table<SlowResult> slows) {
        this.slows = slows;
    }

    String text() {
        TableText table = new TableText(
                1, "case", "times somebody fell behind and caught up", "s until all had what they missed");
        for (String name : this.slows.cases()) {
            List<SlowResult> runs =
                    this.slows.runs(name).stream().map(Results.Run::result).toList();
            table.row(name, figure(runs, SlowResult::replays), figure(runs, SlowResult::catchUpSeconds));
        }
        return table.toString();
    }

    private static String figure(List<SlowResult> runs, ToDoubleFunction<SlowResult> figure) {
        return Spread.of(runs.stream().mapToDouble(figure)).text();
    }
}
