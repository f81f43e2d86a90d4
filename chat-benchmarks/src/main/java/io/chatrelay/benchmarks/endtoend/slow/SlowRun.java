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
package io.chatrelay.benchmarks.endtoend.slow;

import io.chatrelay.benchmarks.endtoend.history.Account;
import io.chatrelay.benchmarks.endtoend.history.Audience;
import io.chatrelay.benchmarks.endtoend.history.PacedPublisher;
import io.chatrelay.benchmarks.endtoend.history.PhaseWatch;
import io.chatrelay.benchmarks.endtoend.history.PhasedResult.Memory;
import io.chatrelay.benchmarks.endtoend.history.PhasedResult.Phase;
import io.chatrelay.benchmarks.endtoend.history.Stage;
import io.chatrelay.benchmarks.endtoend.history.Wish;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.MemoryUse;
import io.chatrelay.benchmarks.endtoend.process.NodeMonitor;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import io.chatrelay.testing.client.ClientKind;
import java.time.Duration;
import java.util.List;

/** Runs a {@link SlowCase}. */
final class SlowRun {

    private static final String DESTINATION = "/topic/slow";

    private static final Wish WISH = Wish.now(DESTINATION, 0);

    private static final int CONNECTS_AT_A_TIME = 64;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RelayServer server;

    private final SlowCase slow;

    SlowRun(RelayServer server, SlowCase slow) {
        this.server = server;
        this.slow = slow;
    }

    SlowResult run() {
        try (NodeMonitor monitor = NodeMonitor.start(this.server);
                Stage stage = new Stage(this.server.address());
                PacedPublisher publisher = new PacedPublisher(
                        stage, List.of(DESTINATION), 0, this.slow.bodyBytes(), this.slow.messagesPerSecond())) {
            Audience others = gather(stage, ClientKind.PLAIN, this.slow.others());
            // With little room in the network it is the server that has to bear with them.
            Audience readers = gather(stage, ClientKind.MEDIUM_BUFFER, this.slow.slow());
            stage.await(publisher::isConnected, "a connection", LIMIT);
            MemoryUse before = stage.await(monitor.collected());
            long replaysBefore = stage.await(monitor.statistics()).replaysDone();
            publisher.start();
            stage.turnFor(this.slow.settling());

            Phase alone = watch(stage, others, "everybody reads");
            readers.stall();
            stage.await(monitor.peak());
            Phase beside = watch(stage, others, "some do not read");
            MemoryUse stalled = stage.await(monitor.collected());

            long end = publisher.next(0);
            readers.readers().forEach(reader -> reader.waitFor(end - 1));
            PhaseWatch watch = PhaseWatch.begin(this.server, others.tally());
            readers.resume();
            stage.turnUntil(readers::hasReachedGoal, LIMIT);
            Phase again = watch.end("they read again");

            MemoryUse peak = stage.await(monitor.peak());
            LoadResult.Faults faults = Account.settle(stage, publisher, others, readers);
            MemoryUse after = stage.await(monitor.collected());
            long replays = stage.await(monitor.statistics()).replaysDone() - replaysBefore;
            return new SlowResult(
                    List.of(alone, beside, again),
                    new Memory(before, peak, after),
                    stalled,
                    replays,
                    again.speed().seconds(),
                    faults);
        }
    }

    private static Audience gather(Stage stage, ClientKind kind, int size) {
        Audience audience = new Audience(stage, kind);
        while (audience.size() < size) {
            audience.add(WISH);
            stage.await(() -> audience.joining() < CONNECTS_AT_A_TIME, "subscriptions", LIMIT);
        }
        stage.await(() -> audience.joining() == 0, "all subscriptions", LIMIT);
        return audience;
    }

    private Phase watch(Stage stage, Audience audience, String name) {
        PhaseWatch watch = PhaseWatch.begin(this.server, audience.tally());
        stage.turnFor(this.slow.phase());
        return watch.end(name);
    }
}
