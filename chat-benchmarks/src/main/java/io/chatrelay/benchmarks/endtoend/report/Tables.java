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

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.figures.Results;
import io.chatrelay.benchmarks.endtoend.figures.Results.Line;
import io.chatrelay.benchmarks.endtoend.figures.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results as tables: one that says what matters, and those with everything. */
final class Tables {
    private static final List<Figure> SUMMARY = List.of(
            Figure.CPU,
            Figure.RATE,
            Figure.P50,
            Figure.P99,
            Figure.HEAP,
            Figure.RESIDENT,
            Figure.FIRST,
            Figure.MEDIAN,
            Figure.CATCH_UP);

    private final Results results;
    private final String ours;

    /** Ratios are those of {@code ours} and every other server. */
    Tables(Results results, String ours) {
        this.results = results;
        this.ours = ours;
    }

    /** The servers that ours is compared with. */
    List<String> peers() {
        return results.servers().stream().filter(server -> !server.equals(ours)).toList();
    }

    /** A row for each case: ours and theirs beside each other, and how many times better ours is. */
    String summary() {
        MarkdownTable table = new MarkdownTable(
                2,
                Stream.concat(Stream.of("case", "against"), SUMMARY.stream().flatMap(Tables::heads))
                        .toList());
        for (String caseName : results.cases()) {
            List<String> others = peers().stream()
                    .filter(peer -> results.headline(caseName, peer).isPresent())
                    .toList();
            for (String peer : others.isEmpty() ? List.of("") : others) {
                Optional<Line> own = results.headline(caseName, ours);
                Optional<Line> theirs = results.headline(caseName, peer);
                table.row(Stream.concat(
                                Stream.of(caseName, peers().size() > 1 ? peer : ""),
                                SUMMARY.stream().flatMap(figure -> cells(own, theirs, figure)))
                        .toList());
            }
        }
        return table.text();
    }

    private static Stream<String> heads(Figure figure) {
        return figure.hasRatio() ? Stream.of(figure.title(), "ratio") : Stream.of(figure.title());
    }

    private static Stream<String> cells(Optional<Line> own, Optional<Line> theirs, Figure figure) {
        String left = median(own, figure);
        String right = median(theirs, figure);
        String both = left.isEmpty() && right.isEmpty() || theirs.isEmpty()
                ? left
                : (left.isEmpty() ? "-" : left) + " / " + (right.isEmpty() ? "-" : right);
        Optional<Spread> ratio = own.flatMap(line -> theirs.flatMap(other -> line.timesBetterThan(other, figure)));
        return figure.hasRatio() ? Stream.of(both, ratio.map(Spread::text).orElse("")) : Stream.of(both);
    }

    private static String median(Optional<Line> line, Figure figure) {
        return line.flatMap(known -> known.spread(figure))
                .map(spread -> Spread.number(spread.median()))
                .orElse("");
    }

    /** What was lost, doubled or out of order, in one sentence. */
    String faultsInShort() {
        return results.servers().stream().map(this::faultsInShort).collect(Collectors.joining("; ", "", "."));
    }

    private String faultsInShort(String server) {
        Faults all = results.cases().stream()
                .flatMap(caseName -> results.faults(caseName, server).stream())
                .reduce(Faults.NONE, Faults::plus);
        return "%s: of %s deliveries %s"
                .formatted(
                        server,
                        Spread.number(all.deliveries()),
                        all.isEmpty() ? "none lost, doubled or out of order" : all.inShort());
    }

    /** Every table that has rows, by its title. */
    Map<String, String> raw() {
        Map<String, String> tables = new LinkedHashMap<>();
        for (Table table : Table.values()) {
            List<Line> lines = results.lines(table);
            if (!lines.isEmpty()) {
                tables.put(table.title(), raw(lines));
            }
        }
        tables.put("Faults", faults());
        return tables;
    }

    private static String raw(List<Line> lines) {
        List<Figure> figures = List.of(Figure.values());
        MarkdownTable text = new MarkdownTable(
                3,
                Stream.concat(
                                Stream.of("case", "server", "what"),
                                figures.stream().map(Figure::title))
                        .toList());
        for (Line line : lines) {
            text.row(Stream.concat(
                            Stream.of(line.caseName(), line.server(), line.part()),
                            figures.stream().map(figure -> line.spread(figure)
                                    .map(Spread::text)
                                    .orElse("")))
                    .toList());
        }
        return text.text();
    }

    private String faults() {
        MarkdownTable table = new MarkdownTable(
                2, List.of("case", "server", "deliveries in all", "lost", "doubled", "out of order", "ended early"));
        for (String caseName : results.cases()) {
            for (String server : results.servers()) {
                results.faults(caseName, server)
                        .ifPresent(all -> table.row(List.of(
                                caseName,
                                server,
                                Spread.number(all.deliveries()),
                                Spread.number(all.lost()),
                                Spread.number(all.doubled()),
                                Spread.number(all.late()),
                                all.ended() == null ? "" : all.ended())));
            }
        }
        return table.text();
    }

    /**
     * A table in Markdown that can be read on a console, too: words on the left, figures on the right. A column in which no row
     * has anything is left out.
     */
    private static final class MarkdownTable {
        private final int words;
        private final List<List<String>> rows = new ArrayList<>();

        /** The heads of the first columns, so many, are those of words, the rest those of figures. */
        MarkdownTable(int words, List<String> heads) {
            this.words = words;
            rows.add(heads);
        }

        void row(List<String> cells) {
            rows.add(cells);
        }

        String text() {
            List<Integer> columns = IntStream.range(0, rows.get(0).size())
                    .filter(column -> rows.stream().skip(1).anyMatch(row -> !row.get(column)
                            .isEmpty()))
                    .boxed()
                    .toList();
            List<Integer> widths = IntStream.range(0, rows.get(0).size())
                    .map(this::width)
                    .boxed()
                    .toList();
            String line = columns.stream()
                    .map(column -> column < words
                            ? "-".repeat(widths.get(column) + 2)
                            : "-".repeat(widths.get(column) + 1) + ":")
                    .collect(Collectors.joining("|", "|", "|\n"));
            StringBuilder text = new StringBuilder();
            for (List<String> row : rows) {
                text.append(columns.stream()
                        .map(column -> padded(row.get(column), column, widths.get(column)))
                        .collect(Collectors.joining(" | ", "| ", " |\n")));
                if (row == rows.get(0)) {
                    text.append(line);
                }
            }
            return text.toString();
        }

        private int width(int column) {
            return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        }

        private String padded(String cell, int column, int width) {
            String space = " ".repeat(width - cell.length());
            return column < words ? cell + space : space + cell;
        }
    }
}
