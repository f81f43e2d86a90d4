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
import io.chatrelay.benchmarks.endtoend.load.Deliveries;
import io.chatrelay.benchmarks.endtoend.load.Publisher;
import io.chatrelay.benchmarks.endtoend.load.Reader;
import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;
import io.chatrelay.benchmarks.endtoend.load.Traffic;
import io.chatrelay.benchmarks.endtoend.server.NodeMonitor;
import io.chatrelay.benchmarks.endtoend.server.NodeMonitor.Memory;
import io.chatrelay.benchmarks.endtoend.server.RelayServer;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.process.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Clients that come back within seconds, each from somewhere in the last messages of its room, beside readers for whom
 * nothing should change.
 *
 * @param rooms how many destinations
 * @param past how many messages they have had together
 * @param readers how many read all the time, each another room; at most as many as rooms
 * @param messagesPerSecond of all rooms together, all the time
 * @param clients how many come back
 * @param within in which time they do
 * @param settling how long only the readers are there before it counts
 * @param phase how long it counts before the others come, and when all are there
 */
public record StormCase(
        int rooms,
        int past,
        int bodyBytes,
        int readers,
        int messagesPerSecond,
        int clients,
        Duration within,
        Duration settling,
        Duration phase)
        implements Case {
    /** As the numbers in the documentation. The past is more than a node keeps in memory. */
    public static StormCase standard() {
        return new StormCase(
                200,
                100_000,
                512,
                100,
                1_000,
                2_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                Duration.ofSeconds(10));
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public List<String> settings() {
        return List.of("--chat.relay.topic.partitions=4");
    }

    @Override
    public boolean needsLog() {
        return true;
    }

    @Override
    public Outcome run(Server server, Timing timing) {
        RelayServer relay = RelayServer.of(server);
        List<String> destinations = IntStream.range(0, rooms)
                .mapToObj(room -> "/topic/storm." + room)
                .toList();
        try (NodeMonitor monitor = new NodeMonitor(relay);
                Stage stage = new Stage(relay.address())) {
            List<Reader> past = writePast(relay, stage, destinations);
            Audience watched = gather(
                    stage,
                    destinations,
                    IntStream.range(0, readers).map(reader -> reader * rooms / readers),
                    pastOfRoom());
            List<Publisher> publishers = Publisher.onOneConnection(
                    stage, ClientKind.PLAIN, destinations, bodyBytes, pastOfRoom(), stage::fail);
            Returners returners = new Returners(stage, past, publishers, destinations);
            Meanwhile meanwhile = new Meanwhile(relay, stage, watched);
            Memory before;
            Memory peak;
            Row during;
            long segments;
            Traffic traffic = Traffic.atRate(stage, publishers, messagesPerSecond);
            try {
                stage.turnFor(settling);
                before = stage.await(monitor.collected());
                meanwhile.watch("nobody comes back", phase);
                long segmentsBefore = stage.await(monitor.statistics()).segmentsRead();
                stage.await(monitor.peak());
                during = meanwhile.watch("they come back", returners::comeBack);
                segments = stage.await(monitor.statistics()).segmentsRead() - segmentsBefore;
                peak = stage.await(monitor.peak());
                meanwhile.watch("all are there", phase);
            } finally {
                traffic.close();
            }
            Faults faults = Audience.settle(stage, timing.patience(), publishers, watched, returners.audience);

            List<Row> rows = new ArrayList<>(meanwhile.rows());
            rows.add(returners
                    .row()
                    .with(Figure.CATCH_UP, during.get(Figure.SECONDS))
                    .with(Figure.SEGMENTS, segments));
            rows.add(before.row("before, garbage collected"));
            rows.add(peak.row("at the most"));
            rows.add(stage.await(monitor.collected()).row("after, garbage collected"));
            return new Outcome(rows, during, faults);
        }
    }

    private int pastOfRoom() {
        return past / rooms;
    }

    /** Returns a reader for each room, gone already, that has written down the message-ids. */
    private List<Reader> writePast(RelayServer relay, Stage stage, List<String> destinations) {
        Audience scribes = gather(stage, destinations, IntStream.range(0, rooms), 0);
        scribes.readers().forEach(reader -> {
            reader.writeDownIds(pastOfRoom());
            reader.waitFor(pastOfRoom() - 1);
        });
        try (RoomLog.LogWriter log = new RoomLog.LogWriter(relay.kafka(), bodyBytes)) {
            for (int message = 0; message < pastOfRoom(); message++) {
                for (int room = 0; room < rooms; room++) {
                    log.write(destinations.get(room), room, message);
                }
            }
        }
        stage.await(scribes::hasReachedGoal, "the past of all rooms");
        scribes.drop();
        return scribes.readers();
    }

    private static Audience gather(Stage stage, List<String> destinations, IntStream rooms, long first) {
        Audience audience = new Audience(stage, ClientKind.PLAIN);
        audience.gather(rooms.mapToObj(room -> Wish.from(destinations.get(room), room, "now", first))
                .toList());
        audience.awaitLive(List.of());
        return audience;
    }

    /** Clients that come back one after the other, each at its time and from a message that is drawn by lot. */
    private final class Returners {
        private final Stage stage;
        private final List<Reader> past;
        private final List<Publisher> publishers;
        private final List<String> destinations;
        private final Audience audience;
        /** The same in every run. */
        private final Random lots = new Random(42);

        private long missed;

        Returners(Stage stage, List<Reader> past, List<Publisher> publishers, List<String> destinations) {
            this.stage = stage;
            this.past = past;
            this.publishers = publishers;
            this.destinations = destinations;
            this.audience = new Audience(stage, ClientKind.PLAIN);
        }

        /** Returns when everybody is back and has what there was when it came. */
        void comeBack() {
            long startNanos = System.nanoTime();
            stage.everyTurn(() -> connectWhatIsDue(System.nanoTime() - startNanos));
            stage.await(() -> audience.size() == clients && audience.hasReachedGoal(), "everybody is back");
        }

        private void connectWhatIsDue(long elapsedNanos) {
            double part = elapsedNanos / (double) within.toNanos();
            while (audience.size() < Math.min(1, part) * clients) {
                int room = audience.size() % rooms;
                int last = lots.nextInt(pastOfRoom());
                Reader reader = audience.add(
                        Wish.from(destinations.get(room), room, past.get(room).id(last), last + 1));
                long newest = Math.max(last + 1, publishers.get(room).next() - 1);
                reader.waitFor(newest);
                missed += newest - last;
            }
        }

        /** How many they are, how much there was for them, and how long each took from its connection to the newest. */
        Row row() {
            Deliveries took = new Deliveries();
            audience.readers().forEach(reader -> took.took(reader.nanosFromConnect()));
            return took.latenciesOn(
                    new Row(Table.BEHIND, "").with(Figure.CLIENTS, clients).with(Figure.MISSED, missed));
        }
    }
}
