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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;
import io.chatrelay.benchmarks.endtoend.load.SequenceTracker.Arrival;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.client.StompConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Readers that are counted together. */
public final class Audience {
    private static final int CONNECTS_AT_A_TIME = 64;
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

    /** How long to listen for second copies when everything has come. */
    public static final Duration AFTERWARDS = Duration.ofMillis(200);

    private final Stage stage;
    private final ClientKind kind;
    private final Consumer<String> end;
    private final Deliveries deliveries = new Deliveries();
    private final List<Reader> readers = new ArrayList<>();
    private @Nullable List<Publisher> publishers;

    /** An audience in which everything that goes wrong ends the case. */
    public Audience(Stage stage, ClientKind kind) {
        this(stage, kind, stage::fail);
    }

    /** An audience that tells somebody why the connection of a reader has come to an end. */
    public Audience(Stage stage, ClientKind kind, Consumer<String> end) {
        this.stage = stage;
        this.kind = kind;
        this.end = end;
    }

    /** Another reader, which begins to connect. */
    public Reader add(Wish wish) {
        Reader reader = new Reader(stage, kind, this, wish);
        readers.add(reader);
        return reader;
    }

    /** Adds readers in small groups, so that no server has to refuse one. */
    public void gather(List<Wish> wishes) {
        for (Wish wish : wishes) {
            stage.await(() -> connecting() < CONNECTS_AT_A_TIME, "connections");
            add(wish);
        }
        stage.await(() -> connecting() == 0, "all connections");
    }

    private long connecting() {
        return readers.stream().filter(reader -> !reader.isConnected()).count();
    }

    /**
     * Returns when all subscriptions are known to be live. Simple brokers do not answer a SUBSCRIBE, so the only way to know
     * is to ask for a message.
     *
     * @param probes one for each destination of those who do not get a RECEIPT
     */
    public void awaitLive(List<Publisher> probes) {
        long deadline = System.nanoTime() + Stage.LIMIT.toNanos();
        while (!isLive() && System.nanoTime() < deadline && stage.ended() == null) {
            probes.forEach(Publisher::probe);
            stage.turnUntil(this::isLive, PROBE_INTERVAL);
        }
        if (!isLive()) {
            throw new IllegalStateException("Not all subscriptions became live: "
                    + (stage.ended() != null ? stage.ended() : "within " + Stage.LIMIT.toSeconds() + " s"));
        }
    }

    private boolean isLive() {
        return readers.stream().allMatch(Reader::isLive);
    }

    /** From now on the publishers, which stand at their numbers in the list, are told what has reached a reader. */
    public void tell(List<Publisher> all) {
        publishers = all;
    }

    public int size() {
        return readers.size();
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public List<Reader> readers() {
        return List.copyOf(readers);
    }

    /** Whether everybody has got the message that it was waiting for. */
    public boolean hasReachedGoal() {
        return readers.stream().allMatch(Reader::hasReachedGoal);
    }

    /** Nobody reads any more. */
    public void stall() {
        readers.stream().map(Reader::connection).forEach(StompConnection::stall);
    }

    /** Everybody reads again. */
    public void resume() {
        readers.stream().map(Reader::connection).forEach(StompConnection::resume);
    }

    /** Everybody is gone at once, as when a network fails. */
    public void drop() {
        readers.stream().map(Reader::connection).forEach(StompConnection::drop);
    }

    /**
     * Waits for what is on its way and counts; nothing is published any more.
     *
     * @param patience how long nothing may arrive before what is missing counts as lost
     * @param all the publishers, which stand at their numbers in the list
     */
    public static Faults settle(Stage stage, Duration patience, List<Publisher> all, Audience... audiences) {
        List<Audience> everybody = List.of(audiences);
        LongSupplier missing =
                () -> everybody.stream().mapToLong(each -> each.missing(all)).sum();
        LongSupplier arrived = () ->
                everybody.stream().mapToLong(each -> each.deliveries.all()).sum();
        long before;
        do {
            before = arrived.getAsLong();
            stage.turnUntil(() -> missing.getAsLong() == 0, patience);
        } while (missing.getAsLong() > 0 && arrived.getAsLong() > before);
        stage.turnFor(AFTERWARDS);
        return everybody.stream()
                .map(each -> each.deliveries.faults(each.missing(all), stage.ended()))
                .reduce(Faults.NONE, Faults::plus);
    }

    private long missing(List<Publisher> all) {
        return readers.stream().mapToLong(reader -> reader.missing(all)).sum();
    }

    void arrived(int publisher, long sequence, Arrival arrival, long latencyNanos) {
        deliveries.arrived(arrival, latencyNanos);
        if (publishers != null && arrival != Arrival.DOUBLED) {
            publishers.get(publisher).delivered(sequence);
        }
    }

    void lost(String reason) {
        end.accept(reason);
    }
}
