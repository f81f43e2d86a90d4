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

import com.samskivert.mustache.Mustache;
import io.chatrelay.benchmarks.endtoend.figures.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** What a run leaves behind for people: one table and the pictures that are read first, and files with everything. */
public final class Report {
    private final Results results;
    private final Tables tables;
    private final String ours;

    /** Ratios are those of {@code ours} and every other server. */
    public Report(Results results, String ours) {
        this.results = results;
        this.tables = new Tables(results, ours);
        this.ours = ours;
    }

    /**
     * Writes all files; those of an earlier call are overwritten.
     *
     * @param conditions how the results came to be, for the template
     */
    public void write(Path directory, Map<String, Object> conditions) throws IOException {
        Map<String, Object> values = new HashMap<>(conditions);
        values.put("date", LocalDate.now());
        values.put("cores", Runtime.getRuntime().availableProcessors());
        values.put("system", System.getProperty("os.name"));
        values.put("jdk", System.getProperty("java.version"));
        values.put("tables", tables.raw().entrySet());
        values.put("runs", results.runs());
        values.put("summary", summary());
        Files.writeString(directory.resolve("raw.md"), filled("raw.md", values));
        Files.writeString(directory.resolve("measurements.csv"), filled("measurements.csv", values));
        values.put("pictures", draw(directory));
        Files.writeString(directory.resolve("summary.md"), filled("summary.md", values));
    }

    private List<String> draw(Path directory) throws IOException {
        Charts charts = new Charts(results);
        Map<String, Optional<String>> pictures = Map.of(
                "performance-cost.svg", charts.cost(),
                "performance-latency.svg", charts.latency(),
                "performance-memory.svg", charts.memory());
        List<String> drawn = new ArrayList<>();
        for (String file : new TreeSet<>(pictures.keySet())) {
            Optional<String> picture = pictures.getOrDefault(file, Optional.empty());
            // One of an earlier run would be taken for one of this run.
            Files.deleteIfExists(directory.resolve(file));
            if (picture.isPresent()) {
                Files.writeString(directory.resolve(file), picture.get());
                drawn.add(file);
            }
        }
        return drawn;
    }

    /** What a person reads first. */
    public String summary() {
        if (results.runs().isEmpty()) {
            return "Nothing has been measured.\n";
        }
        String servers = tables.peers().isEmpty()
                ? "Figures of " + ours + ".\n\n"
                : "Figures of " + ours + " / " + String.join(" or ", tables.peers())
                        + "; a ratio of more than 1 speaks for " + ours + ".\n\n";
        return servers + tables.summary() + "\n" + tables.faultsInShort() + "\n";
    }

    private static String filled(String template, Map<String, ?> values) throws IOException {
        try (InputStream resource =
                        Objects.requireNonNull(Report.class.getResourceAsStream(template + ".mustache"), template);
                Reader text = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(false).compile(text).execute(values);
        }
    }
}
