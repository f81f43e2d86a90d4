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
package io.chatrelay.benchmarks.endtoend;

import io.chatrelay.benchmarks.endtoend.process.ServerKinds;
import io.chatrelay.benchmarks.endtoend.report.MarkdownTables;
import io.chatrelay.benchmarks.endtoend.report.RawFigures;
import io.chatrelay.benchmarks.endtoend.report.Results;
import io.chatrelay.benchmarks.endtoend.report.SvgChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Writes what was measured, and under which conditions. */
final class ResultFiles {

    private final Plan plan;

    private final String loadAverageBefore;

    ResultFiles(Plan plan, String loadAverageBefore) {
        this.plan = plan;
        this.loadAverageBefore = loadAverageBefore;
    }

    /** Returns the tables, too. */
    String write(Results results, Path directory, String loadAverageAfter) throws IOException {
        String tables = new MarkdownTables(results, ServerKinds.OURS).text(conditions(loadAverageAfter));
        Files.writeString(directory.resolve("performance.md"), tables);
        Files.writeString(directory.resolve("performance.svg"), new SvgChart(results).text());
        Files.writeString(directory.resolve("measurements.csv"), RawFigures.of(results));
        return tables;
    }

    private List<String> conditions(String loadAverageAfter) {
        return List.of(
                "%s, %d cores, %s, JDK %s; client, servers and Kafka on this machine, loopback only"
                        .formatted(
                                LocalDate.now(),
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("java.version")),
                "Every server JVM: `%s`".formatted(String.join(" ", ServerKinds.JVM_OPTIONS)),
                "Rounds: %d, servers taking turns and freshly started; %d s warm-up; each case %d s to settle, %d s measured"
                        .formatted(
                                this.plan.rounds(),
                                this.plan.warmUp().toSeconds(),
                                this.plan.settling().toSeconds(),
                                this.plan.measuring().toSeconds()),
                "Load average of the machine before %s, after %s".formatted(this.loadAverageBefore, loadAverageAfter),
                "Figures are median [min-max] over the rounds. CPU: user and system time of all server processes,"
                        + " Kafka's included, as the operating system counts it");
    }
}
