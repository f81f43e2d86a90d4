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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.figures.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTests {
    private static final Map<String, Object> CONDITIONS = Map.of(
            "jvmOptions",
            "-Xmx2g",
            "rounds",
            3,
            "warmUp",
            20,
            "settling",
            8,
            "measuring",
            4,
            "loadBefore",
            "0.01",
            "loadAfter",
            "1.25");

    private final Results results = new Results();

    @TempDir
    Path directory;

    @BeforeEach
    void threeRounds() {
        for (int round = 1; round <= 3; round++) {
            results.add(round, "rooms-500", "ours", load(round, 0));
            results.add(round, "rooms-500", "peer", load(4 * round, 10));
            results.add(round, "idle-100", "ours", idle(40 + round));
            results.add(round, "idle-100", "peer", idle(100));
        }
    }

    @Test
    void summaryHasOneRowForEachCaseWithBothServersAndTheRatio() {
        String text = new Report(results, "ours").summary();

        assertThat(cells(text))
                .containsExactly(
                        "case|CPU µs/delivery|ratio|deliveries/s|ratio|p50 ms|p99 ms|heap KiB/connection|ratio",
                        "rooms-500|2 / 8|4 [4-4]|500,000 / 500,000|1 [1-1]|1 / 1|9 / 9||",
                        "idle-100|||||||42 / 100|2.38 [2.33-2.44]");
        assertThat(text)
                .startsWith("Figures of ours / peer; a ratio of more than 1 speaks for ours.")
                .contains("ours: of 6,000,000 deliveries none lost, doubled or out of order; "
                        + "peer: of 6,000,000 deliveries 0 lost, 0 doubled, 30 out of order (0.00 %).");
    }

    @Test
    void caseThatOnlyOursHasRunHasNoRatio() {
        Row phase = new Row(Table.MEANWHILE, "they come back").with(Figure.P99, 71);
        results.add(1, "storm", "ours", Outcome.of(phase, Faults.NONE));

        assertThat(cells(new Report(results, "ours").summary())).contains("storm||||||71||");
    }

    @Test
    void memoryThatWasGivenBackHasNoRatio() {
        results.add(1, "idle-7", "ours", idle(40));
        results.add(1, "idle-7", "peer", idle(-1));

        assertThat(cells(new Report(results, "ours").summary())).contains("idle-7|||||||40 / -1|");
    }

    @Test
    void serverWhoseProcessesAreNotKnownHasNoCpu() {
        Row unknown = new Row(Table.SPEED, "").with(Figure.RATE, 1_000_000);
        results.add(1, "rooms-500", "ws://other", Outcome.of(unknown, Faults.NONE));

        assertThat(cells(new Report(results, "ours").summary()))
                .contains("rooms-500|ws://other|2 / -||500,000 / 1,000,000|0.50|1 / -|9 / -||");
    }

    @Test
    void allFiguresHaveMediansAndRanges() throws IOException {
        new Report(results, "ours").write(directory, CONDITIONS);

        String raw = Files.readString(directory.resolve("raw.md"));
        assertThat(raw)
                .contains("Every server JVM: `-Xmx2g`", "Rounds: 3", "20 s warm-up; each case 8 s", "after 1.25")
                .contains("## Speed and cost\n\n| case ", "## Idle connections\n\n", "## Faults\n\n");
        assertThat(cells(raw))
                .contains(
                        "rooms-500|peer|8 [4-12]|500,000 [500,000-500,000]|1 [1-1]|9 [9-9]",
                        "idle-100|ours|42 [41-43]",
                        "rooms-500|peer|6,000,000|0|0|30");
    }

    @Test
    void everyRunIsALineForEachFigure() throws IOException {
        new Report(results, "ours").write(directory, CONDITIONS);

        assertThat(directory.resolve("measurements.csv"))
                .content()
                .startsWith("round,case,server,what,figure,value\n")
                .contains("2,rooms-500,peer,\"\",CPU µs/delivery,8.0\n")
                .hasLineCount(1 + 3 * 2 * 4 + 3 * 2);
    }

    @Test
    void picturesAreDrawnOfWhatThereIs() throws Exception {
        Files.writeString(directory.resolve("performance-memory.svg"), "of an earlier run");
        Results withoutIdle = new Results();
        withoutIdle.add(1, "rooms-500", "ours", load(2, 0));
        withoutIdle.add(1, "rooms-2000", "peer & <co>", load(7.3, 0));

        new Report(withoutIdle, "ours").write(directory, CONDITIONS);

        assertThat(directory.resolve("performance-memory.svg")).doesNotExist();
        assertThat(directory.resolve("summary.md"))
                .content()
                .contains("![performance-cost.svg](performance-cost.svg)")
                .doesNotContain("performance-memory.svg");
        assertThat(texts("performance-cost.svg")).contains("ours", "peer & <co>", "rooms-2000", "7.3");
        assertThat(texts("performance-latency.svg")).contains("ours, p50", "peer & <co>, p99", "500", "2,000", "9.0");
        assertThat(directory.resolve("performance-cost.svg")).content().hasSizeLessThan(60_000);
    }

    @Test
    void memoryHasBarsForHeap() throws Exception {
        new Report(results, "ours").write(directory, CONDITIONS);

        assertThat(texts("performance-memory.svg")).contains("idle-100, heap", "42.0", "100.0");
    }

    private List<String> texts(String picture) throws Exception {
        Document chart = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve(picture).toFile());
        Element root = chart.getDocumentElement();
        return IntStream.range(0, root.getElementsByTagName("text").getLength())
                .mapToObj(index -> root.getElementsByTagName("text").item(index).getTextContent())
                .toList();
    }

    /** The rows of all tables, without spaces at the ends of cells and without the lines under their heads. */
    private static List<String> cells(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.replaceAll(" *\\| *", "|").replaceAll("^\\||\\|$", ""))
                .toList();
    }

    private static Outcome load(double cpu, long late) {
        Row row = new Row(Table.SPEED, "")
                .with(Figure.CPU, cpu)
                .with(Figure.RATE, 500_000)
                .with(Figure.P50, 1)
                .with(Figure.P99, 9);
        return Outcome.of(row, new Faults(2_000_000, 0, 0, late, null));
    }

    private static Outcome idle(double heap) {
        return Outcome.of(new Row(Table.IDLE, "").with(Figure.HEAP, heap), Faults.NONE);
    }
}
