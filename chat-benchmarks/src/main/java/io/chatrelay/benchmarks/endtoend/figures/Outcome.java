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

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a case has shown.
 *
 * @param headline the one of the rows that stands for the case in the summary
 */
public record Outcome(List<Row> rows, Row headline, Faults faults) {
    public Outcome {
        rows = List.copyOf(rows);
    }

    /** An outcome of a single row. */
    public static Outcome of(Row only, Faults faults) {
        return new Outcome(List.of(only), only, faults);
    }

    /** What to say of it while others are still running. */
    public String inShort() {
        String figures = headline.figures().entrySet().stream()
                .map(figure ->
                        Spread.number(figure.getValue()) + " " + figure.getKey().title())
                .limit(6)
                .collect(Collectors.joining(", "));
        return faults.isEmpty() ? figures : figures + "; " + faults.inShort();
    }

    /** The tables with raw figures, by what a row is about. */
    public enum Table {
        SPEED("Speed and cost"),
        STALLED("Beside readers that stall"),
        IDLE("Idle connections"),
        LAST("The last messages of a room"),
        BEHIND("Clients that were behind"),
        MEANWHILE("Readers to whom nothing happens, meanwhile"),
        NODE_MEMORY("Memory of the node");

        private final String title;

        Table(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * A row of a table. A figure that is not known is not in it.
     *
     * @param part what of the case it is about, empty when the case has but one row in the table
     */
    public record Row(Table table, String part, Map<Figure, Double> figures) {
        public Row {
            figures = Collections.unmodifiableMap(figures);
        }

        /** A row to which figures are added. */
        public Row(Table table, String part) {
            this(table, part, Map.of());
        }

        /** The same with one figure more. */
        public Row with(Figure figure, double value) {
            Map<Figure, Double> more = new EnumMap<>(Figure.class);
            more.putAll(figures);
            more.put(figure, value);
            return new Row(table, part, more);
        }

        /** The same with a figure if it is known. */
        public Row with(Figure figure, OptionalDouble value) {
            return value.isPresent() ? with(figure, value.getAsDouble()) : this;
        }

        /** Not a number when it is not known. */
        public double get(Figure figure) {
            return figures.getOrDefault(figure, Double.NaN);
        }
    }

    /**
     * What went wrong with the deliveries of a whole run, warm-up included. Ten messages to three subscribers, one of which
     * missed one, are 29 deliveries of which 1 is lost.
     *
     * @param deliveries all that arrived, second copies included
     * @param late deliveries after a later message of the same publisher
     * @param ended why a connection has ended, null if none has
     */
    public record Faults(
            long deliveries,
            long lost,
            long doubled,
            long late,
            @Nullable String ended) {
        /** Those of a case that delivers nothing. */
        public static final Faults NONE = new Faults(0, 0, 0, 0, null);

        /** Whether every message has reached every subscriber once, in the order of its publisher. */
        public boolean isEmpty() {
            return lost == 0 && doubled == 0 && late == 0 && ended == null;
        }

        /** As {@code 3 lost, 0 doubled, 12 out of order (0.10 %)}, and why a connection has ended. */
        public String inShort() {
            return String.format(
                    Locale.ROOT,
                    "%,d lost, %,d doubled, %,d out of order (%.2f %%)%s",
                    lost,
                    doubled,
                    late,
                    100.0 * late / Math.max(1, deliveries),
                    ended == null ? "" : ", " + ended);
        }

        /** Those of two runs together; of the reasons why a connection has ended the first stays. */
        public Faults plus(Faults other) {
            return new Faults(
                    deliveries + other.deliveries,
                    lost + other.lost,
                    doubled + other.doubled,
                    late + other.late,
                    ended == null ? other.ended : ended);
        }
    }
}
