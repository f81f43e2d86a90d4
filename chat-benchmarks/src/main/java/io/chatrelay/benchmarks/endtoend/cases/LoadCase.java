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
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.load.Audience;
import io.chatrelay.benchmarks.endtoend.load.Deliveries;
import io.chatrelay.benchmarks.endtoend.load.Deliveries.Stopwatch;
import io.chatrelay.benchmarks.endtoend.load.Traffic;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.process.Server;

/**
 * Groups of subscribers that are published to: connects, lets it settle, measures, and waits for what is still on its way.
 *
 * @param pace when the next message is published
 */
public record LoadCase(String name, Crowd.Shape shape, Pace pace) implements Case {
    /** Few messages are outstanding where each of them is many deliveries, so that no send buffer overflows. */
    private static final int SMALL_CROWD = 100;

    private static final int ROOM_BYTES = 128;

    /** One publisher, one destination, many subscribers, as fast as it goes. */
    public static LoadCase fanOut(int subscribers, int bodyBytes, ClientKind clients) {
        return new LoadCase(
                "fan-out-" + subscribers + "-" + bodyBytes + suffix(clients),
                new Crowd.Shape(1, subscribers, false, bodyBytes, clients),
                new Pace.ClosedLoop(subscribers <= SMALL_CROWD ? 80 : 16));
    }

    /** Rooms in which everybody publishes. */
    public static LoadCase rooms(int rooms, int members, Pace pace, ClientKind clients) {
        String name = pace instanceof Pace.FixedRate rate ? Integer.toString(rate.messagesPerSecond()) : "max";
        return new LoadCase(
                "rooms-" + name + suffix(clients), new Crowd.Shape(rooms, members, true, ROOM_BYTES, clients), pace);
    }

    static String suffix(ClientKind clients) {
        return clients == ClientKind.DEFLATING ? "-deflate" : "";
    }

    @Override
    public boolean canShareServer() {
        return true;
    }

    @Override
    public Outcome run(Server server, Timing timing) {
        try (Stage stage = new Stage(server.address())) {
            Crowd crowd = Crowd.gather(stage, shape, name);
            Traffic traffic = start(stage, crowd);
            Row row;
            try {
                stage.turnFor(timing.settling());
                row = measure(stage, crowd, server, timing);
            } finally {
                traffic.close();
            }
            return Outcome.of(row, Audience.settle(stage, timing.patience(), crowd.publishers(), crowd.audience()));
        }
    }

    private Traffic start(Stage stage, Crowd crowd) {
        if (pace instanceof Pace.FixedRate rate) {
            return Traffic.atRate(stage, crowd.publishersInTurn(), rate.messagesPerSecond());
        }
        crowd.audience().tell(crowd.publishers());
        int outstanding = ((Pace.ClosedLoop) pace).outstandingPerPublisher();
        return Traffic.closedLoop(crowd.publishers(), outstanding, shape.subscribersPerGroup());
    }

    private static Row measure(Stage stage, Crowd crowd, Server server, Timing timing) {
        long bytesBefore = stage.loop().bytesRead();
        Deliveries deliveries = crowd.audience().deliveries();
        Stopwatch watch = new Stopwatch(server, deliveries);
        stage.turnFor(timing.measuring());
        double bytes = stage.loop().bytesRead() - bytesBefore;
        return watch.stopOn(new Row(Table.SPEED, ""))
                .with(Figure.BYTES, bytes / Math.max(1, deliveries.measured()))
                .with(Figure.COMPRESSED, crowd.compressedPercent());
    }

    /** When the next message is published. */
    public sealed interface Pace {
        /** As soon as a publisher has fewer messages than this that have not reached everybody: the highest rate. */
        record ClosedLoop(int outstandingPerPublisher) implements Pace {}

        /** At moments that do not depend on what has arrived; latency counts from them. */
        record FixedRate(int messagesPerSecond) implements Pace {}
    }
}
