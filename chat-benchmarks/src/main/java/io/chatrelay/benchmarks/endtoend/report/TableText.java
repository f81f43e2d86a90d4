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
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table in Markdown: words on the left, figures on the right. */
final class TableText {

    private final StringBuilder text = new StringBuilder();

    /** The first columns are words, so many, the rest figures. */
    TableText(int words, String... columns) {
        row(columns);
        List<String> lines = new ArrayList<>(Collections.nCopies(words, "---"));
        lines.addAll(Collections.nCopies(columns.length - words, "---:"));
        this.text.append('|').append(String.join("|", lines)).append("|\n");
    }

    void row(String... cells) {
        this.text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    @Override
    public String toString() {
        return this.text.toString();
    }
}
