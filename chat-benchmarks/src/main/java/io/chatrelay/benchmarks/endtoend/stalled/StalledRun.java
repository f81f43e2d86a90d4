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
package io.chatrelay.benchmarks.endtoend.stalled;

import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.EventLoop;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.process.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs a {@link StalledCase}: first with readers all of whom read, then with those that do not. */
public final class StalledRun {

    private static final Duration LIVE_LIMIT = Duration.ofSeconds(30);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

    /** How long to listen for second copies when everything has come. */
    private static final Duration AFTERWARDS = Duration.ofMillis(200);

    private static final int TURN_MILLIS = 10;

    private final Server server;

    public StalledRun(Server server) {
        this.server = server;
    }

    /**
     * Takes little more than twice the limit of the case at the most. A server may be unable to serve anybody afterwards.
     *
     * @throws IllegalStateException when a subscription does not become live at all
     */
    public StalledResult run(StalledCase stalled) {
        return new StalledResult(run(stalled, 0), run(stalled, stalled.readers()));
    }

    private StalledResult.Side run(StalledCase stalled, int readers) {
        try (EventLoop loop = new EventLoop()) {
            String destination = "/topic/" + stalled.name() + "." + readers;
            MeasuredPair healthy =
                    new MeasuredPair(loop, this.server.address(), destination + ".healthy", stalled.healthy());
            MeasuredPair bystander =
                    new MeasuredPair(loop, this.server.address(), destination + ".bystander", stalled.bystander());
            List<MeasuredPair> pairs = List.of(healthy, bystander);
            try {
                stall(loop, pairs, healthy.destination(), readers);
                measure(loop, pairs, stalled.limit());
                return new StalledResult.Side(healthy.result(), bystander.result());
            } finally {
                pairs.forEach(MeasuredPair::leave);
                turnUntil(loop, () -> loop.connections() <= readers, LEAVE_LIMIT);
            }
        }
    }

    /** Connects those that will not read; they begin to when all subscriptions are known to be live. */
    private void stall(EventLoop loop, List<MeasuredPair> pairs, String destination, int readers) {
        List<Subscriber> subscribers = new ArrayList<>();
        List<StompConnection> connections = new ArrayList<>();
        for (int index = 0; index < readers; index++) {
            // That the server ends one is its right.
            Subscriber subscriber = new Subscriber(destination, (sequence, dueNanos) -> {}, reason -> {});
            subscribers.add(subscriber);
            connections.add(loop.connect(this.server.address(), ClientKind.SMALL_BUFFER, subscriber));
        }
        BooleanSupplier live = () -> pairs.stream().allMatch(MeasuredPair::isLive)
                && subscribers.stream().allMatch(Subscriber::isLive);
        long deadline = System.nanoTime() + LIVE_LIMIT.toNanos();
        while (!live.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Not all subscriptions became live within " + LIVE_LIMIT.toSeconds() + " s");
            }
            pairs.forEach(MeasuredPair::probe);
            turnUntil(loop, live, PROBE_INTERVAL);
        }
        connections.forEach(StompConnection::stall);
    }

    private static void measure(EventLoop loop, List<MeasuredPair> pairs, Duration limit) {
        long start = System.nanoTime();
        pairs.forEach(pair -> pair.start(loop, start));
        turnUntil(
                loop,
                () -> {
                    pairs.forEach(pair -> pair.publishWhatIsDue(System.nanoTime()));
                    return pairs.stream().allMatch(MeasuredPair::isDone);
                },
                limit);
        turnUntil(loop, () -> false, AFTERWARDS);
    }

    private static void turnUntil(EventLoop loop, BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            loop.turn(TURN_MILLIS);
        }
    }
}
