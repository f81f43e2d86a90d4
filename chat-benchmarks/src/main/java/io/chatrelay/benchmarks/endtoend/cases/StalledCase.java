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
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.load.Audience;
import io.chatrelay.benchmarks.endtoend.load.Reader;
import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;
import io.chatrelay.benchmarks.endtoend.load.Traffic;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.process.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A publisher with a healthy reader, and as many readers of the same destination that do not read; beside them a publisher
 * and a reader of another destination, the bystander, for whom nothing should change. First the same without those that do
 * not read. A server may be unable to serve anybody afterwards.
 *
 * @param readers how many do not read
 * @param healthy what is sent to the healthy reader and to those that do not read
 * @param bystander what is sent to the bystander
 * @param limit how long to wait for each of the two; what has not come then is missing
 */
public record StalledCase(int readers, Flow healthy, Flow bystander, Duration limit) implements Case {
    /** The case that is measured; so many messages are more than the sockets and buffers of a reader hold. */
    public static StalledCase of(int readers) {
        return new StalledCase(readers, new Flow(3_000, 1_024, 1_000), new Flow(600, 128, 200), Duration.ofSeconds(30));
    }

    @Override
    public String name() {
        return "stalled-" + readers;
    }

    @Override
    public Outcome run(Server server, Timing timing) {
        Run alone = new Run(server, 0, "everybody reads");
        Run beside = new Run(server, readers, readers + " do not read");
        List<Row> rows = new ArrayList<>(alone.rows);
        rows.addAll(beside.rows);
        return new Outcome(rows, beside.rows.get(0), alone.faults.plus(beside.faults));
    }

    /** Messages at a fixed rate. */
    public record Flow(int messages, int bodyBytes, int messagesPerSecond) {}

    /** One of the two. */
    private final class Run {
        private final List<Row> rows = new ArrayList<>();
        private Faults faults = Faults.NONE;

        Run(Server server, int stalled, String meanwhile) {
            try (Stage stage = new Stage(server.address())) {
                Crowd first = gather(stage, healthy, "healthy." + stalled);
                Crowd second = gather(stage, bystander, "bystander." + stalled);
                Audience readers = stall(stage, first, "healthy." + stalled, stalled);
                long start = System.nanoTime();
                List<Traffic> traffic =
                        List.of(publish(stage, first, healthy, start), publish(stage, second, bystander, start));
                try {
                    stage.turnUntil(() -> hasAll(first, healthy) && hasAll(second, bystander), limit);
                } finally {
                    traffic.forEach(Traffic::close);
                }
                stage.turnFor(Audience.AFTERWARDS);
                readers.drop();
                count(stage, first, healthy, start, meanwhile + ": healthy reader");
                count(stage, second, bystander, start, meanwhile + ": bystander");
            }
        }

        private Crowd gather(Stage stage, Flow flow, String name) {
            return Crowd.gather(stage, new Crowd.Shape(1, 1, false, flow.bodyBytes(), ClientKind.PLAIN), name() + name);
        }

        /** Those that will not read; they begin to when their subscriptions are known to be live. */
        private Audience stall(Stage stage, Crowd healthyOnes, String name, int stalled) {
            // That the server ends the connection of one is its right.
            Audience readers = new Audience(stage, ClientKind.SMALL_BUFFER, reason -> {});
            readers.gather(Collections.nCopies(stalled, new Wish("/topic/" + name() + name + ".0", 0, 1, null, 0)));
            readers.awaitLive(healthyOnes.publishers());
            readers.stall();
            return readers;
        }

        private Traffic publish(Stage stage, Crowd pair, Flow flow, long start) {
            return Traffic.atRate(stage, pair.publishers(), flow.messagesPerSecond(), start, flow.messages());
        }

        private boolean hasAll(Crowd pair, Flow flow) {
            return reader(pair).received() == flow.messages();
        }

        private void count(Stage stage, Crowd pair, Flow flow, long start, String part) {
            Reader reader = reader(pair);
            rows.add(pair.audience()
                    .deliveries()
                    .latenciesOn(new Row(Table.STALLED, part)
                            .with(Figure.SENT, flow.messages())
                            .with(Figure.RECEIVED, reader.received())
                            .with(Figure.SECONDS, Math.max(0, reader.lastNanos() - start) / 1e9)));
            faults = faults.plus(
                    pair.audience().deliveries().faults(flow.messages() - reader.received(), stage.ended()));
        }

        private static Reader reader(Crowd pair) {
            return pair.audience().readers().get(0);
        }
    }
}
