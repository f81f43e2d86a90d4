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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in Markdown that can be read on a console, too: words on the left, figures on the right. A column in which no row
 * has anything is left out.
 */
final class MarkdownTable {
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
                .filter(column ->
                        rows.stream().skip(1).anyMatch(row -> !row.get(column).isEmpty()))
                .boxed()
                .toList();
        List<Integer> widths =
                IntStream.range(0, rows.get(0).size()).map(this::width).boxed().toList();
        String line = columns.stream()
                .map(column ->
                        column < words ? "-".repeat(widths.get(column) + 2) : "-".repeat(widths.get(column) + 1) + ":")
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
