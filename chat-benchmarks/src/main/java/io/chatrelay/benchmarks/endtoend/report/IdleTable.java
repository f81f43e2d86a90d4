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

import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What connections cost that have nothing to do. */
final class IdleTable {

    private final Results.Table<IdleResult> idles;

    IdleTable(Results.Table<IdleResult> idles) {
        this.idles = idles;
    }

    String text() {
        TableText table =
                new TableText(2, "case", "server", "heap KiB/connection", "RSS of all processes KiB/connection");
        for (String name : this.idles.cases()) {
            for (String server : this.idles.servers(name)) {
                List<IdleResult> runs = this.idles.of(name, server);
                table.row(name, server, figure(runs, IdleResult::heap), figure(runs, IdleResult::resident));
            }
        }
        return table.toString();
    }

    private static String figure(List<IdleResult> runs, Function<IdleResult, OptionalDouble> figure) {
        return Spread.ofKnown(runs.stream().map(figure)).map(Spread::text).orElse("");
    }
}
