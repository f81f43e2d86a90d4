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
import io.chatrelay.benchmarks.endtoend.history.PhasedResult;
import io.chatrelay.benchmarks.endtoend.last.LastResult;
import io.chatrelay.benchmarks.endtoend.load.Compression;
import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.CpuTime;
import io.chatrelay.benchmarks.endtoend.process.MemoryUse;
import io.chatrelay.benchmarks.endtoend.slow.SlowResult;
import io.chatrelay.benchmarks.endtoend.stalled.StalledResult;
import io.chatrelay.benchmarks.endtoend.storm.StormResult;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTests {

    private static final PhasedResult.Memory MEMORY = new PhasedResult.Memory(use(1, 1, 1), use(3, 2, 4), use(1, 1, 1));

    private final Results results = new Results();

    @BeforeEach
    void threeRounds() {
        for (int round = 1; round <= 3; round++) {
            this.results.add("fan-out-10-128", "ours", load(round, 0));
            this.results.add("fan-out-10-128", "peer", load(4 * round, 10));
            this.results.add("fan-out-10-128", "ws://<other>", load(0, 0));
            this.results.add("idle-100", "ours", idle(40 + round));
            this.results.add("idle-100", "peer", idle(100));
            this.results.add(
                    "idle-100",
                    "ws://<other>",
                    new IdleResult(100, Compression.AGREED, OptionalDouble.empty(), OptionalDouble.empty()));
            this.results.add("stalled-5", "peer", new StalledResult(side(3_000), side(round * 100)));
        }
    }

    @Test
    void tablesGiveMediansRangesAndRatios() {
        String text = new MarkdownTables(this.results, "ours").text(List.of("2 cores"));

        assertThat(text.lines())
                .contains(
                        "- 2 cores",
                        "| fan-out-10-128 | ours | 2.00 [1.00-3.00] | 1.50 [0.75-2.25] | 500,000 [500,000-500,000] | 1.00 [1.00-1.00] "
                                + "| 2.00 [2.00-2.00] | 3.00 [3.00-3.00] | 4.00 [4.00-4.00] | 0.50 [0.50-0.50] | 0.25 [0.25-0.25] |",
                        "| fan-out-10-128 | peer | 6,000,000 | 0 | 0 | 30 (0.00 %) |  |",
                        "| idle-100 | ours | 42.0 [41.0-43.0] | 84.0 [82.0-86.0] |",
                        "| idle-100 | ws://<other> |  |  |",
                        "| stalled-5 | peer | none | healthy reader | 3,000 | 3,000 [3,000-3,000] | 1.50 [1.50-1.50] "
                                + "| 1.00 [1.00-1.00] | 2.00 [2.00-2.00] | 4.00 [4.00-4.00] | 0 | 0 |  |",
                        "| stalled-5 | peer | 5 | healthy reader | 3,000 | 200 [100-300] | 1.50 [1.50-1.50] "
                                + "| 1.00 [1.00-1.00] | 2.00 [2.00-2.00] | 4.00 [4.00-4.00] | 0 | 0 |  |");
        assertThat(text.lines().filter(line -> line.startsWith("| fan-out-10-128 | ws://<other> |  |  | 500,000")))
                .hasSize(1);
    }

    @Test
    void ratiosSayHowManyTimesBetterOursIs() {
        String text = new MarkdownTables(this.results, "ours").text(List.of());

        assertThat(text.lines())
                .contains(
                        "| fan-out-10-128 | peer | 4.00 [4.00-4.00] | 1.00 [1.00-1.00] |  |  |",
                        "| fan-out-10-128 | ws://<other> |  | 1.00 [1.00-1.00] |  |  |",
                        "| idle-100 | peer |  |  | 2.38 [2.33-2.44] | 2.38 [2.33-2.44] |",
                        "| idle-100 | ws://<other> |  |  |  |  |");
    }

    @Test
    void memoryThatWasGivenBackHasNoRatio() {
        this.results.add("idle-7", "ours", idle(40));
        this.results.add("idle-7", "peer", idle(-1));

        assertThat(new MarkdownTables(this.results, "ours").text(List.of()).lines())
                .contains("| idle-7 | peer | -1.00 | -2.00 |", "| idle-7 | peer |  |  |  |  |");
    }

    @Test
    void ratioIsThatOfTheMediansWithTheEndsOfSingleRounds() {
        List<OptionalDouble> dividends =
                Stream.of(10.0, 20.0, 90.0).map(OptionalDouble::of).toList();
        List<OptionalDouble> divisors = List.of(OptionalDouble.of(5), OptionalDouble.empty(), OptionalDouble.of(15));

        assertThat(Spread.ratio(dividends, divisors).map(Spread::text)).hasValue("2.00 [2.00-6.00]");
        assertThat(Spread.ratio(dividends, List.of(OptionalDouble.empty()))).isEmpty();
    }

    @Test
    void tableOfCompressionHasThoseWhoseClientsOfferIt() {
        String text = new MarkdownTables(this.results, "ours").text(List.of());

        assertThat(text.lines())
                .contains("| fan-out-10-128 | peer | not negotiated | 400 |", "| idle-100 | ws://<other> | agreed |  |")
                .doesNotContain("| fan-out-10-128 | ours | not negotiated | 400 |", "| idle-100 | ours | agreed |  |");
    }

    @Test
    void newestMessagesHaveTheTimesOfAllRounds() {
        this.results.add("last-warm", "ours", last(20, 4, 6));
        this.results.add("last-warm", "ours", last(30, 8, 80));

        assertThat(new MarkdownTables(this.results, "ours").text(List.of()).lines())
                .contains(
                        "| last-warm | in front | 6 | 25.0 [20.0-30.0] | 14.0 | 80.0 | 50 | 20.0 |",
                        "| last-warm | ours | 200 | 0 | 0 | 0 |  |");
    }

    @Test
    void phasesOfAStormAreComparedWithTheFirst() {
        this.results.add("storm", "ours", storm(30));
        this.results.add("storm", "ours", storm(50));

        assertThat(new MarkdownTables(this.results, "ours").text(List.of()).lines())
                .contains(
                        "| storm | 2,000 | 700,000 [700,000-700,000] | 6.00 [6.00-6.00] | 1.00 [1.00-1.00] | 2.00 [2.00-2.00] "
                                + "| 4.00 [4.00-4.00] | 40.0 [30.0-50.0] |",
                        "| storm | before | 2.00 [2.00-2.00] | 500,000 [500,000-500,000] | 1.00 [1.00-1.00] | 2.00 [2.00-2.00] "
                                + "| 4.00 [4.00-4.00] | 1.00 [1.00-1.00] | 1.00 [1.00-1.00] | 0.50 [0.50-0.50] |",
                        "| storm | at the most | 3.00 [3.00-3.00] | 2.00 [2.00-2.00] | 4.00 [4.00-4.00] |",
                        "| storm | ours | 200 | 0 | 0 | 0 |  |");
    }

    @Test
    void slowReadersHaveAMomentOfTheirOwnInTheTableOfMemory() {
        this.results.add("slow", "ours", slow());

        assertThat(new MarkdownTables(this.results, "ours").text(List.of()).lines())
                .contains(
                        "| slow | 50.0 | 1.50 |",
                        "| slow | nothing read for a while, garbage collected | 2.00 | 2.00 | 2.00 |");
    }

    @Test
    void chartIsXmlWithABarForEveryFigure() throws Exception {
        String text = new SvgChart(this.results).text();

        Document chart = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
        assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3 + 2);
        assertThat(text).contains("8.00 [4.00-12.0]", "ws://&lt;other>");
    }

    @Test
    void rawFiguresHaveALineForEveryRun() {
        assertThat(RawFigures.of(this.results).lines())
                .hasSize(1 + 9)
                .element(2)
                .isEqualTo(
                        "fan-out-10-128,peer,2.000,1000000,4.00,3.00,0.50,1.00,1.000,2.000,3.000,4.000,2000000,0,0,10,400000000,DECLINED");
    }

    @Test
    void middleOfAnEvenNumberLiesBetweenTheTwo() {
        assertThat(Spread.of(DoubleStream.of(1, 100, 2, 3)).text()).isEqualTo("2.50 [1.00-100]");
    }

    private static LoadResult load(double cpuSeconds, long late) {
        CpuTime cpu = new CpuTime(cpuSeconds * 3 / 4, cpuSeconds / 4, 0.5, cpuSeconds + 0.5 + 1);
        return new LoadResult(
                new LoadResult.Speed(2, 1_000_000, cpu, new Latency(1, 2, 3, 4)),
                new LoadResult.Wire(late == 0 ? Compression.NOT_OFFERED : Compression.DECLINED, 400_000_000),
                new LoadResult.Faults(2_000_000, 0, 0, late, Optional.empty()));
    }

    private static IdleResult idle(double heap) {
        return new IdleResult(100, Compression.NOT_OFFERED, OptionalDouble.of(heap), OptionalDouble.of(2 * heap));
    }

    private static LastResult last(double... millis) {
        List<LastResult.Answer> answers = DoubleStream.of(millis)
                .mapToObj(each -> new LastResult.Answer(each, 0.02))
                .toList();
        return new LastResult(
                List.of(new LastResult.Times("in front", answers, 50)),
                new LoadResult.Faults(100, 0, 0, 0, Optional.empty()));
    }

    private static StormResult storm(long segmentsRead) {
        PhasedResult.Phase before = new PhasedResult.Phase("before", load(2, 0).speed());
        return new StormResult(
                List.of(before),
                MEMORY,
                new StormResult.Comeback(2_000, 700_000, 6, new Latency(1, 2, 3, 4)),
                segmentsRead,
                new LoadResult.Faults(100, 0, 0, 0, Optional.empty()));
    }

    private static SlowResult slow() {
        PhasedResult.Phase phase = new PhasedResult.Phase("any", load(2, 0).speed());
        return new SlowResult(
                List.of(phase, phase, phase),
                MEMORY,
                use(2, 2, 2),
                50,
                1.5,
                new LoadResult.Faults(100, 0, 0, 0, Optional.empty()));
    }

    private static MemoryUse use(long heap, long heapAfterCollection, long resident) {
        return new MemoryUse(heap << 20, heapAfterCollection << 20, resident << 20);
    }

    private static StalledResult.Side side(long received) {
        StalledResult.Reader reader =
                new StalledResult.Reader(3_000, received, 0, 0, 1.5, new Latency(1, 2, 3, 4), Optional.empty());
        return new StalledResult.Side(reader, reader);
    }
}
