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
package io.chatrelay.benchmarks.endtoend.last;

import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.benchmarks.endtoend.history.Reader;
import io.chatrelay.benchmarks.endtoend.history.Stage;
import io.chatrelay.benchmarks.endtoend.history.Wish;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import io.chatrelay.testing.client.ClientKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a {@link LastCase}. */
final class LastRun {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int WARM_MILLIS = 50;

    private static final int COLD_MILLIS = 1_000;

    private final OperatingSystem system = new OperatingSystem();

    private final RelayServer server;

    private final LastCase last;

    private final Tally tally = new Tally();

    private long missing;

    LastRun(RelayServer server, LastCase last) {
        this.server = server;
        this.last = last;
    }

    LastResult run() throws IOException {
        List<LastResult.Times> times = this.last.isCold() ? cold() : warm();
        return new LastResult(
                times,
                new LoadResult.Faults(
                        this.tally.deliveries(),
                        this.missing,
                        this.tally.doubled(),
                        this.tally.late(),
                        Optional.empty()));
    }

    private List<LastResult.Times> warm() {
        List<LastResult.Answer> front = new ArrayList<>();
        List<LastResult.Answer> spread = new ArrayList<>();
        try (Stage stage = new Stage(this.server.address())) {
            Reader end = watchEnd(stage);
            RoomLog.write(this.server.kafka(), this.last.others());
            stage.await(() -> end.received() == 1, "the node has read everything", LIMIT);
            for (int index = 0; index < this.last.repetitions(); index++) {
                front.add(ask(stage, RoomLog.front(index % RoomLog.FRONT_ROOMS)));
                spread.add(ask(stage, RoomLog.spread(index % RoomLog.SPREAD_ROOMS)));
            }
        }
        return List.of(
                new LastResult.Times("before all others", front, WARM_MILLIS),
                new LastResult.Times("spread among the others", spread, WARM_MILLIS));
    }

    private List<LastResult.Times> cold() throws IOException {
        try (Stage stage = new Stage(this.server.address())) {
            watchEnd(stage);
        }
        RoomLog.write(this.server.kafka(), this.last.others());
        List<LastResult.Answer> atOnce = new ArrayList<>();
        List<LastResult.Answer> first = new ArrayList<>();
        List<LastResult.Answer> second = new ArrayList<>();
        for (int index = 0; index < this.last.repetitions(); index++) {
            this.server.restartNode();
            try (Stage stage = new Stage(this.server.address())) {
                atOnce.add(ask(stage, RoomLog.front(0)));
            }
            this.server.restartNode();
            try (Stage stage = new Stage(this.server.address())) {
                stage.turnFor(this.last.rest());
                first.add(ask(stage, RoomLog.front(0)));
                second.add(ask(stage, RoomLog.front(1)));
            }
        }
        return List.of(
                new LastResult.Times("before all others, as soon as the node has started", atOnce, COLD_MILLIS),
                new LastResult.Times(
                        "before all others, first SUBSCRIBE of the node, after a while", first, COLD_MILLIS),
                new LastResult.Times("before all others, second SUBSCRIBE of the node", second, COLD_MILLIS));
    }

    /** With the subscription there is the topic, and the node reads it. */
    private Reader watchEnd(Stage stage) {
        Reader end = new Reader(stage, ClientKind.PLAIN, RoomLog.end(), this.tally);
        stage.await(end::isSubscribed, "a subscription", LIMIT);
        return end;
    }

    private LastResult.Answer ask(Stage stage, Wish room) {
        double cpuBefore = cpuSeconds();
        Reader reader = new Reader(stage, ClientKind.PLAIN, room, this.tally);
        reader.waitFor(RoomLog.MESSAGES - 1);
        stage.await(reader::hasReachedGoal, "the last message of " + room.destination(), LIMIT);
        reader.unsubscribe();
        stage.await(reader::isUnsubscribed, "the end of a subscription", LIMIT);
        this.missing += reader.missing(RoomLog.MESSAGES);
        reader.connection().close();
        return new LastResult.Answer(reader.nanosFromSubscribe() / 1e6, cpuSeconds() - cpuBefore);
    }

    private double cpuSeconds() {
        return this.system.cpuTime(this.server.processes()).servers();
    }
}
