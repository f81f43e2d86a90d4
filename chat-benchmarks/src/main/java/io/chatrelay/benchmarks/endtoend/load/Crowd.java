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

import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.EventLoop;
import io.chatrelay.testing.client.SendFrame;
import io.chatrelay.testing.client.StompConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All connections of a case, on the thread of the caller. */
final class Crowd implements AutoCloseable {

    private static final int CONNECTS_AT_A_TIME = 64;

    private static final Duration LIVE_LIMIT = Duration.ofSeconds(60);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private static final int TURN_MILLIS = 10;

    private final EventLoop loop = new EventLoop();

    private final Tally tally = new Tally();

    private final List<Member> members = new ArrayList<>();

    private final List<StompConnection> connections = new ArrayList<>();

    private final List<Publisher> publishers = new ArrayList<>();

    /** One connection of each group, and what it asks with. */
    private final List<Runnable> probes = new ArrayList<>();

    private int connected;

    private @Nullable String failure;

    /** Connects everybody, and returns when all subscriptions are known to be live. */
    static Crowd gather(URI address, LoadCase shape) {
        Crowd crowd = new Crowd();
        try {
            for (int group = 0; group < shape.groups(); group++) {
                crowd.addGroup(address, shape, "/topic/" + shape.name() + "." + group);
            }
            crowd.waitUntilLive();
            return crowd;
        } catch (RuntimeException failure) {
            crowd.loop.close();
            throw failure;
        }
    }

    private void addGroup(URI address, LoadCase shape, String destination) {
        ClientKind kind = shape.clients();
        int subscribers = shape.subscribersPerGroup();
        List<StompConnection> senders = new ArrayList<>();
        for (int index = 0; index < subscribers; index++) {
            senders.add(connect(address, kind, destination, index));
        }
        if (!shape.everybodyPublishes()) {
            senders = List.of(connect(address, kind, destination, -1));
        }
        for (StompConnection sender : senders) {
            SendFrame frame = new SendFrame(destination, this.publishers.size(), shape.bodyBytes());
            this.publishers.add(new Publisher(sender, frame, subscribers));
        }
        StompConnection prober = senders.get(0);
        SendFrame probe = new SendFrame(destination, Member.PROBE, shape.bodyBytes());
        this.probes.add(() -> prober.publish(probe, 0, 0));
    }

    private StompConnection connect(URI address, ClientKind kind, String destination, int index) {
        turnUntil(() -> this.members.size() - this.connected < CONNECTS_AT_A_TIME, LIVE_LIMIT);
        Member member = new Member(this, destination, index);
        this.members.add(member);
        StompConnection connection = this.loop.connect(address, kind, member);
        this.connections.add(connection);
        return connection;
    }

    /** Simple brokers do not answer a SUBSCRIBE, so the only way to know is to ask for a message. */
    private void waitUntilLive() {
        turnUntil(() -> this.connected == this.members.size(), LIVE_LIMIT);
        long deadline = System.nanoTime() + LIVE_LIMIT.toNanos();
        while (!isLive()) {
            if (this.failure != null || System.nanoTime() > deadline) {
                throw new IllegalStateException("Not all subscriptions became live: "
                        + (this.failure != null ? this.failure : "no message within " + LIVE_LIMIT.toSeconds() + " s"));
            }
            this.probes.forEach(Runnable::run);
            turnUntil(this::isLive, PROBE_INTERVAL);
        }
    }

    private boolean isLive() {
        return this.members.stream().allMatch(Member::isLive);
    }

    EventLoop loop() {
        return this.loop;
    }

    Tally tally() {
        return this.tally;
    }

    List<Publisher> publishers() {
        return this.publishers;
    }

    /** Why a connection has come to an end, if one has. */
    Optional<String> failure() {
        return Optional.ofNullable(this.failure);
    }

    long missing() {
        return this.publishers.stream().mapToLong(Publisher::missing).sum();
    }

    Compression compression(ClientKind clients) {
        return Compression.of(
                clients == ClientKind.DEFLATING, this.loop.deflatingConnections(), this.connections.size());
    }

    /** Lets things happen until the condition holds or the time is over. */
    void turnUntil(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline && this.failure == null) {
            this.loop.turn(TURN_MILLIS);
        }
    }

    void connected() {
        this.connected++;
    }

    void arrived(int publisher, int subscriber, long sequence, long dueNanos) {
        long latencyNanos = System.nanoTime() - dueNanos;
        this.tally.arrived(this.publishers.get(publisher).arrived(subscriber, sequence), latencyNanos);
    }

    void lost(String reason) {
        if (this.failure == null) {
            this.failure = reason;
        }
    }

    @Override
    public void close() {
        this.connections.forEach(StompConnection::close);
        turnUntil(() -> this.loop.connections() == 0, CLOSE_LIMIT);
        this.loop.close();
    }
}
