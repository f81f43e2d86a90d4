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

import io.chatrelay.benchmarks.endtoend.stalled.StalledResult;
import io.chatrelay.benchmarks.endtoend.stalled.StalledResult.Reader;
import io.chatrelay.benchmarks.endtoend.stalled.StalledResult.Side;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a healthy reader and an uninvolved one got, without and with others that do not read. */
final class StalledTable {

    private final Results.Table<StalledResult> stalled;

    StalledTable(Results.Table<StalledResult> stalled) {
        this.stalled = stalled;
    }

    String text() {
        TableText table = new TableText(
                4,
                "case",
                "server",
                "readers that stall",
                "whose messages",
                "sent",
                "received",
                "after s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "doubled",
                "out of order",
                "ended early");
        for (String name : this.stalled.cases()) {
            for (String server : this.stalled.servers(name)) {
                rows(table, name, server, "none", StalledResult::alone);
                rows(table, name, server, name.substring(name.lastIndexOf('-') + 1), StalledResult::beside);
            }
        }
        return table.toString();
    }

    private void rows(TableText table, String name, String server, String readers, Function<StalledResult, Side> side) {
        List<Side> sides = this.stalled.of(name, server).stream().map(side).toList();
        row(table, List.of(name, server, readers, "healthy reader"), sides, Side::healthy);
        row(table, List.of(name, server, readers, "bystander"), sides, Side::bystander);
    }

    private static void row(TableText table, List<String> words, List<Side> sides, Function<Side, Reader> who) {
        List<Reader> readers = sides.stream().map(who).toList();
        table.row(
                words.get(0),
                words.get(1),
                words.get(2),
                words.get(3),
                TableText.count(readers.get(0).published()),
                whole(readers),
                figure(readers, Reader::seconds),
                figure(readers, reader -> reader.latency().p50()),
                figure(readers, reader -> reader.latency().p99()),
                figure(readers, reader -> reader.latency().max()),
                TableText.count(readers.stream().mapToLong(Reader::doubled).sum()),
                TableText.count(readers.stream().mapToLong(Reader::late).sum()),
                readers.stream()
                        .flatMap(reader -> reader.ended().stream())
                        .findFirst()
                        .orElse(""));
    }

    /** To the last message, because one is what matters. */
    private static String whole(List<Reader> readers) {
        Spread received = Spread.of(readers.stream().mapToDouble(Reader::received));
        String middle = TableText.count((long) received.median());
        return received.single()
                ? middle
                : middle + " [" + TableText.count((long) received.min()) + "-" + TableText.count((long) received.max())
                        + "]";
    }

    private static String figure(List<Reader> readers, ToDoubleFunction<Reader> figure) {
        return Spread.of(readers.stream().mapToDouble(figure)).text();
    }
}
