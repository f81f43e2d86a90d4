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
package io.chatrelay.benchmarks.endtoend.storm;

import io.chatrelay.benchmarks.endtoend.account.Latency;
import io.chatrelay.benchmarks.endtoend.history.Account;
import io.chatrelay.benchmarks.endtoend.history.Audience;
import io.chatrelay.benchmarks.endtoend.history.LogWriter;
import io.chatrelay.benchmarks.endtoend.history.PacedPublisher;
import io.chatrelay.benchmarks.endtoend.history.PhaseWatch;
import io.chatrelay.benchmarks.endtoend.history.PhasedResult.Memory;
import io.chatrelay.benchmarks.endtoend.history.PhasedResult.Phase;
import io.chatrelay.benchmarks.endtoend.history.Reader;
import io.chatrelay.benchmarks.endtoend.history.Stage;
import io.chatrelay.benchmarks.endtoend.history.Wish;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.MemoryUse;
import io.chatrelay.benchmarks.endtoend.process.NodeMonitor;
import io.chatrelay.benchmarks.endtoend.process.RelayServer;
import io.chatrelay.bridge.delivery.BrokerStatistics;
import io.chatrelay.testing.client.ClientKind;
import java.time.Duration;
import java.util.List;

/** Runs a {@link StormCase}. */
final class StormRun {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RelayServer server;

    private final StormCase storm;

    StormRun(RelayServer server, StormCase storm) {
        this.server = server;
        this.storm = storm;
    }

    StormResult run() {
        List<String> destinations = this.storm.destinations();
        int past = this.storm.pastOfRoom();
        try (NodeMonitor monitor = NodeMonitor.start(this.server);
                Stage stage = new Stage(this.server.address());
                PacedPublisher publisher = new PacedPublisher(
                        stage, destinations, past, this.storm.bodyBytes(), this.storm.messagesPerSecond())) {
            Scribe scribe = writePast(stage, destinations);
            Audience readers = gatherReaders(stage, destinations);
            stage.await(publisher::isConnected, "a connection", LIMIT);
            publisher.start();
            stage.turnFor(this.storm.settling());

            MemoryUse memoryBefore = stage.await(monitor.collected());
            Phase alone = watch(stage, readers, "nobody comes back");
            BrokerStatistics before = stage.await(monitor.statistics());
            stage.await(monitor.peak());
            PhaseWatch watch = PhaseWatch.begin(this.server, readers.tally());
            Returners returners = new Returners(stage, this.storm, scribe, publisher);
            stage.await(returners::areBack, "everybody is back", LIMIT);
            Phase during = watch.end("they come back");
            BrokerStatistics after = stage.await(monitor.statistics());
            MemoryUse peak = stage.await(monitor.peak());
            Phase together = watch(stage, readers, "all are there");

            LoadResult.Faults faults = Account.settle(stage, publisher, readers, returners.audience());
            return new StormResult(
                    List.of(alone, during, together),
                    new Memory(memoryBefore, peak, stage.await(monitor.collected())),
                    comeback(returners, during.speed().seconds()),
                    after.segmentsRead() - before.segmentsRead(),
                    faults);
        }
    }

    private Scribe writePast(Stage stage, List<String> destinations) {
        Scribe scribe = new Scribe(stage, destinations, this.storm.pastOfRoom());
        stage.await(scribe::isSubscribed, "subscriptions to all rooms", LIMIT);
        try (LogWriter log = new LogWriter(this.server.kafka(), this.storm.bodyBytes())) {
            for (int message = 0; message < this.storm.pastOfRoom(); message++) {
                for (int room = 0; room < destinations.size(); room++) {
                    log.write(destinations.get(room), room, message);
                }
            }
        }
        stage.await(scribe::hasEverything, "the past of all rooms", LIMIT);
        scribe.leave();
        return scribe;
    }

    private Audience gatherReaders(Stage stage, List<String> destinations) {
        Audience readers = new Audience(stage, ClientKind.PLAIN);
        for (int reader = 0; reader < this.storm.readers(); reader++) {
            int room = reader * destinations.size() / this.storm.readers();
            readers.add(new Wish(destinations.get(room), room, "now", this.storm.pastOfRoom()));
        }
        stage.await(() -> readers.joining() == 0, "all subscriptions", LIMIT);
        return readers;
    }

    private Phase watch(Stage stage, Audience readers, String name) {
        PhaseWatch watch = PhaseWatch.begin(this.server, readers.tally());
        stage.turnFor(this.storm.phase());
        return watch.end(name);
    }

    private static StormResult.Comeback comeback(Returners returners, double seconds) {
        Latency latency = Latency.of(returners.audience().readers().stream().mapToLong(Reader::nanosFromConnect));
        return new StormResult.Comeback(returners.audience().size(), returners.replayed(), seconds, latency);
    }
}
