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
package io.chatrelay.benchmarks.endtoend.figures;

import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything that has been measured so far, in the order of the rounds. */
public final class Results {
    private final List<Run> runs = new ArrayList<>();

    public void add(int round, String caseName, String server, Outcome outcome) {
        runs.add(new Run(round, caseName, server, outcome));
    }

    /** Every single run. */
    public List<Run> runs() {
        return List.copyOf(runs);
    }

    public List<String> cases() {
        return runs.stream().map(Run::caseName).distinct().toList();
    }

    public List<String> servers() {
        return runs.stream().map(Run::server).distinct().toList();
    }

    /** The lines of a table: case after case, and in each server after server. */
    public List<Line> lines(Table table) {
        return cases().stream()
                .flatMap(caseName ->
                        servers().stream().flatMap(server -> lines(caseName, server, row -> row.table() == table)))
                .toList();
    }

    /** The line that stands for a case; empty when the server has not run it. */
    public Optional<Line> headline(String caseName, String server) {
        return of(caseName, server)
                .map(run -> run.outcome().headline())
                .findFirst()
                .flatMap(head -> lines(
                                caseName,
                                server,
                                row -> row.table() == head.table() && row.part().equals(head.part()))
                        .findFirst());
    }

    /** What went wrong with a server in a case, in all rounds together; empty when the server has not run it. */
    public Optional<Faults> faults(String caseName, String server) {
        return of(caseName, server).map(run -> run.outcome().faults()).reduce(Faults::plus);
    }

    private Stream<Run> of(String caseName, String server) {
        return runs.stream()
                .filter(run -> run.caseName().equals(caseName) && run.server().equals(server));
    }

    private Stream<Line> lines(String caseName, String server, Predicate<Row> wanted) {
        Map<String, List<Row>> parts = new LinkedHashMap<>();
        of(caseName, server)
                .flatMap(run -> run.outcome().rows().stream())
                .filter(wanted)
                .forEach(row -> parts.computeIfAbsent(row.part(), part -> new ArrayList<>())
                        .add(row));
        return parts.entrySet().stream().map(part -> new Line(caseName, server, part.getKey(), part.getValue()));
    }

    /** One case with one server in one round. */
    public record Run(int round, String caseName, String server, Outcome outcome) {}

    /**
     * The same row of all rounds.
     *
     * @param part what of the case it is about, empty when the case has but one row in the table
     */
    public record Line(String caseName, String server, String part, List<Row> rounds) {
        public Line {
            rounds = List.copyOf(rounds);
        }

        /** Empty when no round knows the figure. */
        public Optional<Spread> spread(Figure figure) {
            return Spread.ofKnown(rounds.stream().mapToDouble(round -> round.get(figure)));
        }

        /**
         * How many times better this one is than the other, so that more than 1 speaks for this one. Empty when one side is
         * not known, or is not positive: memory that was given back meanwhile has no ratio.
         */
        public Optional<Spread> timesBetterThan(Line other, Figure figure) {
            double[] ours = positive(figure);
            double[] theirs = other.positive(figure);
            return figure.lessIsBetter() ? Spread.ratio(theirs, ours) : Spread.ratio(ours, theirs);
        }

        private double[] positive(Figure figure) {
            return rounds.stream()
                    .mapToDouble(round -> round.get(figure))
                    .map(value -> value > 0 ? value : Double.NaN)
                    .toArray();
        }
    }
}
