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
import io.chatrelay.benchmarks.endtoend.figures.Spread;
import io.chatrelay.benchmarks.endtoend.load.Audience;
import io.chatrelay.benchmarks.endtoend.load.Reader;
import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.server.RelayServer;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.process.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The last 50 messages of a room, in a partition that it shares with a thousand others.
 *
 * @param isCold whether the node is started when everything has been written; else it reads along
 * @param others how many messages other rooms have had since
 * @param repetitions how often to ask; a cold node is started twice as many times
 * @param rest how long it is left alone every other time before it is asked, so that it can warm up
 */
public record LastCase(boolean isCold, int others, int repetitions, Duration rest) implements Case {
    private static final int WARM_MILLIS = 50;
    private static final int COLD_MILLIS = 1_000;

    /** As the numbers in the documentation, as are those of the cold one. */
    public static LastCase warm() {
        return new LastCase(false, 1_000_000, 100, Duration.ZERO);
    }

    public static LastCase cold() {
        return new LastCase(true, 1_000_000, 5, Duration.ofSeconds(5));
    }

    @Override
    public String name() {
        return isCold ? "last-cold" : "last-warm";
    }

    @Override
    public List<String> settings() {
        return List.of("--chat.relay.topic.partitions=1");
    }

    @Override
    public boolean needsLog() {
        return true;
    }

    @Override
    public boolean isForWarmServer() {
        return !isCold;
    }

    @Override
    public Outcome run(Server server, Timing timing) throws IOException {
        Run run = new Run(RelayServer.of(server));
        List<Row> rows = isCold ? run.cold() : run.warm();
        return new Outcome(rows, rows.get(0), run.faults);
    }

    private final class Run {
        private final OperatingSystem system = new OperatingSystem();
        private final RelayServer server;
        private Faults faults = Faults.NONE;

        Run(RelayServer server) {
            this.server = server;
        }

        List<Row> warm() {
            Answers front = new Answers();
            Answers spread = new Answers();
            try (Stage stage = new Stage(server.address())) {
                Reader end = watchEnd(stage);
                RoomLog.write(server.kafka(), others);
                stage.await(() -> end.received() == 1, "the node has read everything");
                for (int index = 0; index < repetitions; index++) {
                    ask(stage, RoomLog.front(index % RoomLog.FRONT_ROOMS), front);
                    ask(stage, RoomLog.spread(index % RoomLog.SPREAD_ROOMS), spread);
                }
            }
            return List.of(
                    front.row("before all others", WARM_MILLIS), spread.row("spread among the others", WARM_MILLIS));
        }

        List<Row> cold() throws IOException {
            try (Stage stage = new Stage(server.address())) {
                watchEnd(stage);
            }
            RoomLog.write(server.kafka(), others);
            Answers atOnce = new Answers();
            Answers first = new Answers();
            Answers second = new Answers();
            for (int index = 0; index < repetitions; index++) {
                server.restartNode();
                try (Stage stage = new Stage(server.address())) {
                    ask(stage, RoomLog.front(0), atOnce);
                }
                server.restartNode();
                try (Stage stage = new Stage(server.address())) {
                    stage.turnFor(rest);
                    ask(stage, RoomLog.front(0), first);
                    ask(stage, RoomLog.front(1), second);
                }
            }
            return List.of(
                    atOnce.row("before all others, as soon as the node has started", COLD_MILLIS),
                    first.row("before all others, first SUBSCRIBE of the node, after a while", COLD_MILLIS),
                    second.row("before all others, second SUBSCRIBE of the node", COLD_MILLIS));
        }

        /** With the subscription there is the topic, and the node reads it. */
        private Reader watchEnd(Stage stage) {
            Audience audience = new Audience(stage, ClientKind.PLAIN);
            Reader end = audience.add(RoomLog.end());
            audience.awaitLive(List.of());
            return end;
        }

        private void ask(Stage stage, Wish room, Answers answers) {
            double cpuBefore = cpuSeconds();
            Audience audience = new Audience(stage, ClientKind.PLAIN);
            Reader reader = audience.add(room);
            reader.waitFor(RoomLog.MESSAGES - 1);
            stage.await(reader::hasReachedGoal, "the last message of " + room.destination());
            reader.unsubscribe();
            stage.await(reader::isUnsubscribed, "the end of a subscription");
            faults = faults.plus(audience.deliveries().faults(reader.missing(RoomLog.MESSAGES), stage.ended()));
            reader.connection().close();
            answers.add(reader.nanosFromSubscribe() / 1e6, cpuSeconds() - cpuBefore);
        }

        private double cpuSeconds() {
            return system.cpuTime(server.processes()).servers();
        }
    }

    /** How long subscriptions to one kind of rooms took, from the SUBSCRIBE to the last message. */
    private static final class Answers {
        private final List<Double> millis = new ArrayList<>();
        private double cpuSeconds;

        void add(double took, double cpu) {
            millis.add(took);
            cpuSeconds += cpu;
        }

        Row row(String rooms, int wantedMillis) {
            Spread all = Spread.of(millis.stream().mapToDouble(Double::doubleValue));
            return new Row(Table.LAST, rooms)
                    .with(Figure.SUBSCRIPTIONS, millis.size())
                    .with(Figure.FIRST, millis.get(0))
                    .with(Figure.MEDIAN, all.median())
                    .with(Figure.MAX, all.max())
                    .with(Figure.WANTED, wantedMillis)
                    .with(Figure.SUBSCRIPTION_CPU, cpuSeconds * 1_000 / millis.size());
        }
    }
}
