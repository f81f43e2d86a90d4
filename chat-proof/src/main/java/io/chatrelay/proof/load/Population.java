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
package io.chatrelay.proof.load;

import io.chatrelay.proof.history.DestinationHistory;
import io.chatrelay.proof.history.Start;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.EventLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** All clients of a run, and what they have seen. Everything happens on the thread that calls it. */
public final class Population implements AutoCloseable {

    private static final int PUBLISHERS_PER_DESTINATION = 2;

    /** Every so many subscribers have a receive buffer that is soon full when they pause. */
    private static final int MEDIUM_BUFFER_EACH = 4;

    private static final int BODY = 1_000;

    /** Of the first destination: some seconds of them are more than the operating system takes for one that pauses. */
    private static final int LARGE_BODY = 12_000;

    private static final int TURN_MILLIS = 5;

    private final EventLoop loop = new EventLoop();

    private final Surroundings surroundings;

    private final List<DestinationHistory> histories = new ArrayList<>();

    private final List<ProofPublisher> publishers = new ArrayList<>();

    /** The publisher of each destination whose last message ends the run. */
    private final List<ProofPublisher> pacemakers = new ArrayList<>();

    private final List<ProofSubscriber> subscribers = new ArrayList<>();

    private final List<ProofSubscriber> joined = new ArrayList<>();

    /** Nobody is connected yet; the names of destinations are those of this run only. */
    public Population(List<URI> nodes, long seed, int destinations, int subscribersPerDestination) {
        this.surroundings = new Surroundings(this.loop, new RunClock(), new Random(seed), List.copyOf(nodes));
        String run = UUID.randomUUID().toString().substring(0, 8);
        for (int index = 0; index < destinations; index++) {
            DestinationHistory history = new DestinationHistory("/topic/prove." + run + "." + index);
            this.histories.add(history);
            addPublishers(history);
            for (int subscriber = 0; subscriber < subscribersPerDestination; subscriber++) {
                this.subscribers.add(subscriber(
                        index,
                        "subscriber-" + subscriber,
                        new Start.Now(),
                        subscriber % MEDIUM_BUFFER_EACH == 0 ? ClientKind.MEDIUM_BUFFER : ClientKind.PLAIN));
            }
        }
    }

    private void addPublishers(DestinationHistory history) {
        for (int index = 0; index < PUBLISHERS_PER_DESTINATION; index++) {
            int number = this.publishers.size();
            ProofPublisher publisher = new ProofPublisher(
                    this.surroundings,
                    history.destination(),
                    number,
                    number < PUBLISHERS_PER_DESTINATION ? LARGE_BODY : BODY,
                    history.addPublisher(number));
            this.publishers.add(publisher);
            if (index == 0) {
                this.pacemakers.add(publisher);
            }
        }
    }

    private ProofSubscriber subscriber(int destination, String name, Start start, ClientKind kind) {
        DestinationHistory history = this.histories.get(destination);
        return new ProofSubscriber(
                this.surroundings,
                kind,
                history,
                history.addSubscriber(name, start),
                this.pacemakers.get(destination).number());
    }

    /** A further subscriber joins; it leaves when it has caught up. */
    void join(int destination, Start start) {
        this.joined.add(subscriber(destination, "joined-" + this.joined.size(), start, ClientKind.PLAIN));
    }

    /** Lets things happen for some milliseconds. */
    public void turn() {
        int end = millis() + TURN_MILLIS;
        for (int now = millis(); now < end; now = millis()) {
            this.loop.turn(end - now);
        }
        this.publishers.forEach(publisher -> publisher.link().tick());
        this.subscribers.forEach(subscriber -> subscriber.link().tick());
        this.joined.forEach(subscriber -> subscriber.link().tick());
    }

    /** Whether all subscriptions are live and all publishers connected. */
    public boolean isLive() {
        return this.subscribers.stream().allMatch(ProofSubscriber::isLive)
                && this.publishers.stream()
                        .allMatch(publisher -> publisher.link().isUp());
    }

    /** Why somebody could not connect or has lost a connection, if that has happened. */
    public Optional<String> trouble() {
        return Stream.concat(
                        this.publishers.stream().map(ProofPublisher::link),
                        this.subscribers.stream().map(ProofSubscriber::link))
                .flatMap(link -> Stream.ofNullable(link.trouble()))
                .findFirst();
    }

    /** Those that have caught up leave. */
    public void letGo() {
        for (ProofSubscriber subscriber : this.joined) {
            if (!subscriber.history().hasLeft() && subscriber.hasCaughtUp()) {
                subscriber.leave();
            }
        }
    }

    /** All subscribers that stay to the end and those that have joined and not left. */
    List<ProofSubscriber> present() {
        List<ProofSubscriber> present = new ArrayList<>(this.subscribers);
        this.joined.stream()
                .filter(subscriber -> !subscriber.history().hasLeft())
                .forEach(present::add);
        return present;
    }

    List<ProofSubscriber> subscribers() {
        return this.subscribers;
    }

    List<ProofPublisher> publishers() {
        return this.publishers;
    }

    List<ProofPublisher> pacemakers() {
        return this.pacemakers;
    }

    /** What all of them have seen, by destination. */
    public List<DestinationHistory> histories() {
        return List.copyOf(this.histories);
    }

    /** Milliseconds since the population was made. */
    public int millis() {
        return this.surroundings.clock().millis();
    }

    /** Messages that subscribers have got. */
    public long deliveries() {
        return sum(subscriber -> subscriber.history().size());
    }

    /** Those of them that were marked as replayed. */
    public long replayed() {
        return sum(ProofSubscriber::replayed);
    }

    /** How often subscriptions have gone on from a position. */
    public long resumed() {
        return sum(ProofSubscriber::resumed);
    }

    /** How often the RECEIPT of that said that everything was there. */
    public long recovered() {
        return sum(ProofSubscriber::recovered);
    }

    private long sum(ToLongFunction<ProofSubscriber> count) {
        return this.subscribers.stream().mapToLong(count).sum()
                + this.joined.stream().mapToLong(count).sum();
    }

    /** How many connections there have been. */
    public long connects() {
        return sum(subscriber -> subscriber.link().connects())
                + this.publishers.stream()
                        .mapToLong(publisher -> publisher.link().connects())
                        .sum();
    }

    @Override
    public void close() {
        Consumer<ProofSubscriber> close = subscriber -> subscriber.link().close();
        this.subscribers.forEach(close);
        this.joined.forEach(close);
        this.publishers.forEach(publisher -> publisher.link().close());
        this.loop.close();
    }
}
