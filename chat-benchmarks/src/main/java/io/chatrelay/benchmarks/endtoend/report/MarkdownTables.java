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
import io.chatrelay.benchmarks.endtoend.load.LoadResult.Faults;
import io.chatrelay.benchmarks.endtoend.load.LoadResult.Speed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The results as tables in Markdown, with what is to be known of how they came to be. */
public final class MarkdownTables {

    private final Results results;

    private final String ours;

    private final String peer;

    /** Ratios are those of {@code ours} to {@code peer}. */
    public MarkdownTables(Results results, String ours, String peer) {
        this.results = results;
        this.ours = ours;
        this.peer = peer;
    }

    /** The conditions are lines of their own, above the tables. */
    public String text(List<String> conditions) {
        StringBuilder text = new StringBuilder();
        conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
        if (!this.results.loads().isEmpty()) {
            text.append('\n');
            speed(text);
            text.append('\n');
            faults(text);
        }
        if (!this.results.idles().isEmpty()) {
            text.append('\n');
            idle(text);
        }
        return text.toString();
    }

    private void speed(StringBuilder text) {
        row(
                text,
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
        text.append("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (String name : this.results.loadCases()) {
            for (String server : this.results.servers(name)) {
                row(
                        text,
                        name,
                        server,
                        hasCpu(name, server) ? figure(name, server, Speed::cpuPerDelivery) : "",
                        hasCpu(name, server) ? figure(name, server, Speed::applicationCpuPerDelivery) : "",
                        figure(name, server, Speed::deliveriesPerSecond),
                        figure(name, server, speed -> speed.latency().p50()),
                        figure(name, server, speed -> speed.latency().p99()),
                        figure(name, server, speed -> speed.latency().p999()),
                        figure(name, server, speed -> speed.latency().max()),
                        figure(name, server, Speed::foreignCores),
                        figure(name, server, Speed::clientCores));
            }
            ratios(text, name);
        }
    }

    private void ratios(StringBuilder text, String name) {
        if (this.results.servers(name).containsAll(List.of(this.ours, this.peer))) {
            row(
                    text,
                    "",
                    "*" + this.ours + " / " + this.peer + "*",
                    ratio(name, Speed::cpuPerDelivery),
                    ratio(name, Speed::applicationCpuPerDelivery),
                    ratio(name, Speed::deliveriesPerSecond),
                    ratio(name, speed -> speed.latency().p50()),
                    ratio(name, speed -> speed.latency().p99()),
                    ratio(name, speed -> speed.latency().p999()),
                    ratio(name, speed -> speed.latency().max()),
                    "",
                    "");
        }
    }

    private void faults(StringBuilder text) {
        row(text, "case", "server", "deliveries in all", "lost", "doubled", "out of order", "ended early");
        text.append("|---|---|---:|---:|---:|---:|---|\n");
        for (String name : this.results.loadCases()) {
            for (String server : this.results.servers(name)) {
                List<Faults> faults = this.results.loads(name, server).stream()
                        .map(LoadResult::faults)
                        .toList();
                long late = sum(faults, Faults::late);
                double percent = 100.0 * late / Math.max(1, sum(faults, Faults::deliveries));
                row(
                        text,
                        name,
                        server,
                        count(sum(faults, Faults::deliveries)),
                        count(sum(faults, Faults::lost)),
                        count(sum(faults, Faults::doubled)),
                        late == 0 ? "0" : count(late) + " (" + Spread.number(percent) + " %)",
                        faults.stream()
                                .flatMap(fault -> fault.ended().stream())
                                .findFirst()
                                .orElse(""));
            }
        }
    }

    private void idle(StringBuilder text) {
        row(text, "case", "server", "heap KiB/connection", "RSS of all processes KiB/connection");
        text.append("|---|---|---:|---:|\n");
        for (String name : this.results.idleCases()) {
            for (String server : this.results.servers(name)) {
                row(text, name, server, idle(name, server, IdleResult::heap), idle(name, server, IdleResult::resident));
            }
        }
    }

    private String idle(String name, String server, Function<IdleResult, OptionalDouble> figure) {
        double[] values = this.results.idles(name, server).stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return values.length == 0 ? "" : Spread.of(Arrays.stream(values)).text();
    }

    private boolean hasCpu(String name, String server) {
        return this.results.speed(name, server, speed -> speed.cpu().servers()).max() > 0;
    }

    private String figure(String name, String server, ToDoubleFunction<Speed> figure) {
        return this.results.speed(name, server, figure).text();
    }

    private String ratio(String name, ToDoubleFunction<Speed> figure) {
        double own = this.results.speed(name, this.ours, figure).median();
        return "*"
                + Spread.number(
                        own / this.results.speed(name, this.peer, figure).median()) + "*";
    }

    private static long sum(List<Faults> faults, ToLongFunction<Faults> count) {
        return faults.stream().mapToLong(count).sum();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
