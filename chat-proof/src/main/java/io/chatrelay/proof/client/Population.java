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
package io.chatrelay.proof.client;

import io.chatrelay.proof.account.DestinationHistory;
import io.chatrelay.proof.account.SubscriberHistory.Start;
import io.chatrelay.proof.client.Client.Run;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.EventLoop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * All clients of a run: two publishers and so many subscribers for each destination, and those who join and leave. What is
 * done to clients is chosen by the {@link Random} of the call. Everything happens on the thread that calls.
 */
public final class Population implements AutoCloseable {
    private static final int PUBLISHERS = 2;
    /** One subscriber in so many has a receive buffer that is soon full when the subscriber pauses. */
    private static final int MEDIUM_BUFFER_EACH = 4;

    private static final int BODY = 1_000;
    /** Of the first destination: some seconds of them are more than the operating system takes for one that pauses. */
    private static final int LARGE_BODY = 12_000;

    private static final int TURN_MILLIS = 5;
    private static final int BACK_MILLIS = 2_000;
    private static final int PAUSE_MILLIS = 1_000;
    private static final int PAUSE_MORE_MILLIS = 19_000;
    private static final int MOST_ASKED_FOR = 500;

    private final EventLoop loop = new EventLoop();
    private final Run run;
    private final List<DestinationHistory> histories = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    /** Those that have left are not among them. */
    private final List<Subscriber> subscribers = new ArrayList<>();

    private final List<Subscriber> joined = new ArrayList<>();
    private final List<Subscriber> left = new ArrayList<>();
    private int nextPublisher;

    /** Nobody is connected yet. The names of destinations are those of this run only. */
    public Population(List<URI> nodes, long seed, int destinations, int subscribersEach) {
        this.run = new Run(loop, new Random(seed), nodes, System.nanoTime());
        String names = "/topic/prove." + UUID.randomUUID().toString().substring(0, 8) + ".";
        for (int index = 0; index < destinations; index++) {
            DestinationHistory history = new DestinationHistory(names + index);
            histories.add(history);
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                publishers.add(new Publisher(run, history, publishers.size(), index == 0 ? LARGE_BODY : BODY));
            }
            for (int number = 0; number < subscribersEach; number++) {
                ClientKind kind = number % MEDIUM_BUFFER_EACH == 0 ? ClientKind.MEDIUM_BUFFER : ClientKind.PLAIN;
                subscribers.add(new Subscriber(run, kind, history, "subscriber-" + number, Start.NOW));
            }
        }
    }

    /**
     * Lets everybody do what is due, and waits a moment for what comes.
     *
     * @throws CancellationException when the thread is interrupted
     */
    public void turn() {
        clients().forEach(Client::tick);
        loop.turn(TURN_MILLIS);
        if (Thread.interrupted()) {
            throw new CancellationException("The run was interrupted");
        }
    }

    private Stream<Client> clients() {
        return Stream.concat(publishers.stream(), subscribers.stream());
    }

    /** Whether all are connected and have subscribed. */
    public boolean isLive() {
        return subscribers.stream().allMatch(Subscriber::isLive)
                && publishers.stream().allMatch(Client::isUp);
    }

    /** Why somebody could not connect or has lost a connection, if that has happened. */
    public Optional<String> trouble() {
        return clients().map(Client::trouble).filter(Objects::nonNull).findFirst();
    }

    /** Sends a message, unless all publishers are away or wait for RECEIPTs. */
    public void publish() {
        for (int tries = 0; tries < publishers.size(); tries++) {
            Publisher publisher = publishers.get(nextPublisher);
            nextPublisher = (nextPublisher + 1) % publishers.size();
            if (publisher.isReady()) {
                publisher.publish();
                return;
            }
        }
    }

    /** Up to a tenth of the subscribers, and now and then a publisher, lose their connection for up to 2 s. */
    public boolean drop(Random random) {
        for (int count = some(subscribers.size() / 10, random); count > 0; count--) {
            any(subscribers, random).drop(random.nextInt(BACK_MILLIS));
        }
        if (random.nextInt(4) == 0) {
            any(publishers, random).drop(random.nextInt(BACK_MILLIS));
        }
        return true;
    }

    /** Up to a twentieth of the subscribers read nothing for 1 to 20 s. */
    public boolean pause(Random random) {
        for (int count = some(subscribers.size() / 20, random); count > 0; count--) {
            any(subscribers, random).pause(PAUSE_MILLIS + random.nextInt(PAUSE_MORE_MILLIS));
        }
        return true;
    }

    /** Those who have joined and caught up leave, and one more subscriber joins that asks for what has been. */
    public boolean join(Random random) {
        Start start = random.nextInt(5) == 0 ? Start.EARLIEST : new Start(1 + random.nextInt(MOST_ASKED_FOR));
        DestinationHistory history = any(histories, random);
        List<Subscriber> leaving =
                joined.stream().filter(Subscriber::hasCaughtUp).toList();
        leaving.forEach(Subscriber::leave);
        joined.removeAll(leaving);
        left.addAll(leaving);
        subscribers.removeAll(leaving);
        Subscriber joining = new Subscriber(run, ClientKind.PLAIN, history, "joined-" + run.millis(), start);
        joined.add(joining);
        subscribers.add(joining);
        return true;
    }

    private static int some(int most, Random random) {
        return 1 + random.nextInt(Math.max(1, most));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    List<Publisher> publishers() {
        return publishers;
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    /** What all clients have seen, by destination. */
    public List<DestinationHistory> histories() {
        return histories;
    }

    /** Milliseconds since the population was made. */
    public int millis() {
        return run.millis();
    }

    /** How many messages subscribers have got. */
    public long deliveries() {
        return Stream.concat(subscribers.stream(), left.stream())
                .mapToLong(Subscriber::deliveries)
                .sum();
    }

    /** How many connections there have been. */
    public long connects() {
        return Stream.concat(clients(), left.stream())
                .mapToLong(Client::connects)
                .sum();
    }

    @Override
    public void close() {
        clients().forEach(Client::close);
        loop.close();
    }
}
