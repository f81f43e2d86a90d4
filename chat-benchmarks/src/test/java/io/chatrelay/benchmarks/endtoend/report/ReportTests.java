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

import io.chatrelay.benchmarks.endtoend.account.Latency;
import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.CpuTime;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTests {

    private final Results results = new Results();

    @BeforeEach
    void threeRounds() {
        for (int round = 1; round <= 3; round++) {
            this.results.add("fan-out-10-128", "ours", load(round, 0));
            this.results.add("fan-out-10-128", "peer", load(4 * round, 10));
            this.results.add("fan-out-10-128", "ws://<other>", load(0, 0));
            this.results.add("idle-100", "ours", idle(40 + round));
            this.results.add(
                    "idle-100", "ws://<other>", new IdleResult(100, OptionalDouble.empty(), OptionalDouble.empty()));
        }
    }

    @Test
    void tablesGiveMediansRangesAndRatios() {
        String text = new MarkdownTables(this.results, "ours", "peer").text(List.of("2 cores"));

        assertThat(text.lines())
                .contains(
                        "- 2 cores",
                        "| fan-out-10-128 | ours | 2.00 [1.00-3.00] | 1.50 [0.75-2.25] | 500,000 [500,000-500,000] | 1.00 [1.00-1.00] "
                                + "| 2.00 [2.00-2.00] | 3.00 [3.00-3.00] | 4.00 [4.00-4.00] | 0.50 [0.50-0.50] | 0.25 [0.25-0.25] |",
                        "|  | *ours / peer* | *0.25* | *0.25* | *1.00* | *1.00* | *1.00* | *1.00* | *1.00* |  |  |",
                        "| fan-out-10-128 | peer | 6,000,000 | 0 | 0 | 30 (0.00 %) |  |",
                        "| idle-100 | ours | 42.0 [41.0-43.0] | 84.0 [82.0-86.0] |",
                        "| idle-100 | ws://<other> |  |  |");
        assertThat(text.lines().filter(line -> line.startsWith("| fan-out-10-128 | ws://<other> |  |  | 500,000")))
                .hasSize(1);
    }

    @Test
    void chartIsXmlWithABarForEveryFigure() throws Exception {
        String text = new SvgChart(this.results).text();

        Document chart = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
        assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3 + 1);
        assertThat(text).contains("8.00 [4.00-12.0]", "ws://&lt;other>");
    }

    @Test
    void rawFiguresHaveALineForEveryRun() {
        assertThat(RawFigures.of(this.results).lines())
                .hasSize(1 + 9)
                .element(2)
                .isEqualTo(
                        "fan-out-10-128,peer,2.000,1000000,4.00,3.00,0.50,1.00,1.000,2.000,3.000,4.000,2000000,0,0,10");
    }

    @Test
    void middleOfAnEvenNumberLiesBetweenTheTwo() {
        assertThat(Spread.of(DoubleStream.of(1, 100, 2, 3)).text()).isEqualTo("2.50 [1.00-100]");
    }

    private static LoadResult load(double cpuSeconds, long late) {
        CpuTime cpu = new CpuTime(cpuSeconds * 3 / 4, cpuSeconds / 4, 0.5, cpuSeconds + 0.5 + 1);
        return new LoadResult(
                new LoadResult.Speed(2, 1_000_000, cpu, new Latency(1, 2, 3, 4)),
                new LoadResult.Faults(2_000_000, 0, 0, late, Optional.empty()));
    }

    private static IdleResult idle(double heap) {
        return new IdleResult(100, OptionalDouble.of(heap), OptionalDouble.of(2 * heap));
    }
}
