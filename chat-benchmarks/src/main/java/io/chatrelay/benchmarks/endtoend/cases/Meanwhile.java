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
package io.chatrelay.benchmarks.endtoend.cases;

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.load.Audience;
import io.chatrelay.benchmarks.endtoend.load.Deliveries.Stopwatch;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.process.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Watches readers to whom nothing happens while something happens to others; the first phase is what the rest is held to. */
final class Meanwhile {
    private final Server server;
    private final Stage stage;
    private final Audience audience;
    private final List<Row> rows = new ArrayList<>();

    Meanwhile(Server server, Stage stage, Audience audience) {
        this.server = server;
        this.stage = stage;
        this.audience = audience;
    }

    /** Watches them for a time. */
    Row watch(String what, Duration time) {
        return watch(what, () -> stage.turnFor(time));
    }

    /** Watches them until the work, which turns the stage, is done. */
    Row watch(String what, Runnable work) {
        Stopwatch watch = new Stopwatch(server, audience.deliveries());
        work.run();
        Row row = watch.stopOn(new Row(Table.MEANWHILE, what));
        double firstP99 = rows.isEmpty() ? row.get(Figure.P99) : rows.get(0).get(Figure.P99);
        row = row.with(Figure.P99_TIMES_FIRST, row.get(Figure.P99) / firstP99);
        rows.add(row);
        return row;
    }

    /** What has been seen so far, one row a phase. */
    List<Row> rows() {
        return rows;
    }
}
