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
import io.chatrelay.benchmarks.endtoend.load.Publisher;
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
import java.util.Collections;
import java.util.List;

/**
 * Subscribers of one destination, some of whom do not read for a while and then do again.
 *
 * @param others how many always read
 * @param slow how many do not
 * @param settling how long everybody reads before it counts
 * @param phase how long everybody reads, and then how long some do not
 */
public record SlowCase(int others, int slow, int bodyBytes, int messagesPerSecond, Duration settling, Duration phase)
        implements Case {
    private static final String DESTINATION = "/topic/slow";

    /** As the numbers in the documentation: 6 MB for each that does not read, more than a socket and a session hold. */
    public static SlowCase standard() {
        return new SlowCase(950, 50, 2_048, 100, Duration.ofSeconds(8), Duration.ofSeconds(30));
    }

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public boolean needsLog() {
        return true;
    }

    @Override
    public Outcome run(Server server, Timing timing) {
        RelayServer relay = RelayServer.of(server);
        try (NodeMonitor monitor = new NodeMonitor(relay);
                Stage stage = new Stage(relay.address())) {
            Audience watched = gather(stage, ClientKind.PLAIN, others);
            // With little room in the network it is the server that has to bear with them.
            Audience readers = gather(stage, ClientKind.MEDIUM_BUFFER, slow);
            List<Publisher> publishers =
                    Publisher.onOneConnection(stage, ClientKind.PLAIN, List.of(DESTINATION), bodyBytes, 0, stage::fail);
            Memory before = stage.await(monitor.collected());
            long replaysBefore = stage.await(monitor.statistics()).replaysDone();

            Meanwhile meanwhile = new Meanwhile(relay, stage, watched);
            Row beside;
            Row again;
            Memory stalled;
            Traffic traffic = Traffic.atRate(stage, publishers, messagesPerSecond);
            try {
                stage.turnFor(settling);
                meanwhile.watch("everybody reads", phase);
                readers.stall();
                stage.await(monitor.peak());
                beside = meanwhile.watch("some do not read", phase);
                stalled = stage.await(monitor.collected());
                long last = publishers.get(0).next() - 1;
                readers.readers().forEach(reader -> reader.waitFor(last));
                again = meanwhile.watch("they read again", () -> {
                    readers.resume();
                    stage.turnUntil(readers::hasReachedGoal, Stage.LIMIT);
                });
            } finally {
                traffic.close();
            }
            Memory peak = stage.await(monitor.peak());
            Faults faults = Audience.settle(stage, timing.patience(), publishers, watched, readers);
            long replays = stage.await(monitor.statistics()).replaysDone() - replaysBefore;

            List<Row> rows = new ArrayList<>(meanwhile.rows());
            rows.add(new Row(Table.BEHIND, "")
                    .with(Figure.CLIENTS, slow)
                    .with(Figure.REPLAYS, replays)
                    .with(Figure.CATCH_UP, again.get(Figure.SECONDS)));
            rows.add(before.row("before, garbage collected"));
            rows.add(stalled.row("nothing read for a while, garbage collected"));
            rows.add(peak.row("at the most"));
            rows.add(stage.await(monitor.collected()).row("after, garbage collected"));
            return new Outcome(rows, beside, faults);
        }
    }

    private static Audience gather(Stage stage, ClientKind kind, int size) {
        Audience audience = new Audience(stage, kind);
        audience.gather(Collections.nCopies(size, Wish.from(DESTINATION, 0, "now", 0)));
        audience.awaitLive(List.of());
        return audience;
    }
}
