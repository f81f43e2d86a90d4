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
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How many times better ours is than each of the others, in every case. */
final class RatioTable {

    private final Results results;

    private final String ours;

    RatioTable(Results results, String ours) {
        this.results = results;
        this.ours = ours;
    }

    /** Empty when there is nothing to compare. */
    String text() {
        TableText table = new TableText(
                2,
                "case",
                this.ours + " against",
                "CPU/delivery: theirs / ours",
                "deliveries/s: ours / theirs",
                "heap/connection: theirs / ours",
                "RSS/connection: theirs / ours");
        boolean any = false;
        for (String name : this.results.loads().cases()) {
            for (String peer : peers(this.results.loads(), name)) {
                loadRow(table, name, peer);
                any = true;
            }
        }
        for (String name : this.results.idles().cases()) {
            for (String peer : peers(this.results.idles(), name)) {
                idleRow(table, name, peer);
                any = true;
            }
        }
        return any ? table.toString() : "";
    }

    private List<String> peers(Results.Table<?> runs, String name) {
        List<String> servers = runs.servers(name);
        return servers.contains(this.ours)
                ? servers.stream().filter(server -> !server.equals(this.ours)).toList()
                : List.of();
    }

    private void loadRow(TableText table, String name, String peer) {
        List<LoadResult> own = this.results.loads().of(name, this.ours);
        List<LoadResult> theirs = this.results.loads().of(name, peer);
        Function<LoadResult, OptionalDouble> cpu =
                run -> OptionalDouble.of(run.speed().cpuPerDelivery());
        Function<LoadResult, OptionalDouble> rate =
                run -> OptionalDouble.of(run.speed().deliveriesPerSecond());
        table.row(name, peer, ratio(theirs, own, cpu), ratio(own, theirs, rate), "", "");
    }

    private void idleRow(TableText table, String name, String peer) {
        List<IdleResult> own = this.results.idles().of(name, this.ours);
        List<IdleResult> theirs = this.results.idles().of(name, peer);
        table.row(name, peer, "", "", ratio(theirs, own, IdleResult::heap), ratio(theirs, own, IdleResult::resident));
    }

    private static <R> String ratio(List<R> dividends, List<R> divisors, Function<R, OptionalDouble> figure) {
        return Spread.ratio(known(dividends, figure), known(divisors, figure))
                .map(Spread::text)
                .orElse("");
    }

    /** What is not positive is no figure: processes that are not known, or memory that was given back meanwhile. */
    private static <R> List<OptionalDouble> known(List<R> runs, Function<R, OptionalDouble> figure) {
        return runs.stream()
                .map(figure)
                .map(value -> value.orElse(0) > 0 ? value : OptionalDouble.empty())
                .toList();
    }
}
