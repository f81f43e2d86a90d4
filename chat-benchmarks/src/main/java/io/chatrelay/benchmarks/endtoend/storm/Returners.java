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

import io.chatrelay.benchmarks.endtoend.history.Audience;
import io.chatrelay.benchmarks.endtoend.history.PacedPublisher;
import io.chatrelay.benchmarks.endtoend.history.Reader;
import io.chatrelay.benchmarks.endtoend.history.Stage;
import io.chatrelay.benchmarks.endtoend.history.Wish;
import io.chatrelay.testing.client.ClientKind;
import java.util.List;
import java.util.Random;

/** Clients that come back one after the other, each at its time and from a message that is drawn by lot. */
final class Returners {

    private final StormCase storm;

    private final Scribe scribe;

    private final PacedPublisher publisher;

    private final Audience audience;

    private final List<String> destinations;

    /** The same in every run. */
    private final Random lots = new Random(42);

    private final long startNanos = System.nanoTime();

    private long replayed;

    Returners(Stage stage, StormCase storm, Scribe scribe, PacedPublisher publisher) {
        this.storm = storm;
        this.scribe = scribe;
        this.publisher = publisher;
        this.destinations = storm.destinations();
        this.audience = new Audience(stage, ClientKind.PLAIN);
        stage.everyTurn(this::connectWhatIsDue);
    }

    private void connectWhatIsDue() {
        double part = (System.nanoTime() - this.startNanos)
                / (double) this.storm.within().toNanos();
        while (this.audience.size() < Math.min(1, part) * this.storm.clients()) {
            int room = this.audience.size() % this.storm.rooms();
            int last = this.lots.nextInt(this.storm.pastOfRoom());
            Reader reader = this.audience.add(
                    new Wish(this.destinations.get(room), room, this.scribe.id(room, last), last + 1));
            long newest = Math.max(last + 1, this.publisher.next(room) - 1);
            reader.waitFor(newest);
            this.replayed += newest - last;
        }
    }

    Audience audience() {
        return this.audience;
    }

    /** Whether everybody has come and has what there was when it came. */
    boolean areBack() {
        return this.audience.size() == this.storm.clients() && this.audience.hasReachedGoal();
    }

    /** How many messages there were for them when they came. */
    long replayed() {
        return this.replayed;
    }
}
