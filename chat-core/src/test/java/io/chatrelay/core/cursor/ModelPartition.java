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
package io.chatrelay.core.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Plays the broker for one partition, one step at a time: the tail, the threads that catch up, the subscribers. Between two
 * steps anything may happen that can happen between two holds of the partition's lock.
 */
final class ModelPartition {

    private static final int DESTINATIONS = 3;

    private static final int MOST_WAITING = 8;

    /** What a catch-up thread has read from the log and not handed over yet. */
    private record Fetched(String destination, Slice<Logged> slice, int restarts) {}

    private final ModelLog log = new ModelLog();

    private final TailRing<Logged> ring = new TailRing<>(0);

    private final IndexBudget budget = new IndexBudget(2 * IndexBudget.PER_DESTINATION + 12);

    private final OffsetIndex index = new OffsetIndex(4, budget);

    private final List<ModelSubscriber> subscribers = new ArrayList<>();

    private final List<Fetched> fetched = new ArrayList<>();

    private final int mostSubscribers;

    ModelPartition(int mostSubscribers) {
        this.mostSubscribers = mostSubscribers;
    }

    static String destination(int number) {
        return "/topic/" + number % DESTINATIONS;
    }

    List<ModelSubscriber> subscribers() {
        return subscribers;
    }

    // What happens to the log

    void write(int destination, int hole) {
        log.append(destination(destination), hole);
    }

    void leaveHole(int length) {
        log.appendHole(length);
    }

    void deleteOld(int kept) {
        log.deleteBefore(log.end() - kept);
        if (log.start() > ring.to()) {
            goOnAt(log.start());
            subscribers.forEach(subscriber -> subscriber.lose(GapReason.RETENTION, log.start()));
        }
    }

    void truncate(int lost) {
        log.truncate(log.end() - lost);
        goOnAt(Math.min(ring.to(), log.end()));
        subscribers.forEach(subscriber -> subscriber.lose(GapReason.TRUNCATED, log.end()));
    }

    void recreate() {
        log.recreate();
        goOnAt(0);
        subscribers.forEach(subscriber -> subscriber.lose(GapReason.TOPIC_RECREATED, 0));
    }

    private void goOnAt(long offset) {
        ring.restart(offset);
        index.restart(offset);
    }

    // The tail

    boolean dispatch() {
        Logged located = log.firstFrom(ring.to());
        if (located == null) {
            ring.advance(log.end());
            return false;
        }
        ring.append(located);
        index.append(located.destination(), located.offset());
        for (ModelSubscriber subscriber : subscribers) {
            if (subscriber.destination.equals(located.destination())) {
                subscriber.dispatch(located);
            }
        }
        return true;
    }

    void trimRing() {
        ring.removeOldest();
    }

    // Subscribers

    void subscribeNow(int destination, boolean prefersNew) {
        if (subscribers.size() < mostSubscribers) {
            add(destination, Cursor.ENDLESS, prefersNew).startLive(ring.to());
        }
    }

    /** From a place that may be deleted already, or that the tail of this node has not come to. */
    void subscribeFrom(int destination, int back, boolean prefersNew) {
        if (subscribers.size() < mostSubscribers) {
            add(destination, Cursor.ENDLESS, prefersNew).start(Math.max(0, log.end() - back));
        }
    }

    void subscribeUntil(int destination, int back, int length) {
        if (subscribers.size() < mostSubscribers) {
            long from = Math.max(0, log.end() - back);
            add(destination, from + length, false).start(from);
        }
    }

    void subscribeFromUnknown(int destination) {
        if (subscribers.size() < mostSubscribers) {
            ModelSubscriber subscriber = add(destination, Cursor.ENDLESS, false);
            subscriber.lose(GapReason.UNKNOWN_POSITION, log.start());
            subscriber.start(log.start());
        }
    }

    private ModelSubscriber add(int destination, long until, boolean prefersNew) {
        ModelSubscriber subscriber = new ModelSubscriber(log, destination(destination), until, prefersNew);
        subscribers.add(subscriber);
        return subscriber;
    }

    void unsubscribe(ModelSubscriber subscriber) {
        subscriber.cursor.close();
        subscribers.remove(subscriber);
    }

    // The catch-up threads

    /** Brings a subscriber on without reading the log, if there is a way. */
    void catchUp(ModelSubscriber subscriber, int limit) {
        Cursor cursor = subscriber.cursor;
        cursor.skipTo(index.next(subscriber.destination, cursor.next(), ring.to()));
        if (cursor.isBehind() && cursor.next() >= ring.from() && cursor.next() <= ring.to()) {
            cursor.read(ring.read(cursor.next(), of(subscriber.destination), limit * Logged.SIZE, limit), subscriber);
            cursor.flip(ring.to());
        } else if (cursor.isBehind() && cursor.next() < log.start()) {
            subscriber.lose(GapReason.RETENTION, log.start());
        }
    }

    void skipToTail(ModelSubscriber subscriber) {
        if (subscriber.cursor.isBehind()) {
            subscriber.lose(GapReason.SKIPPED, ring.to());
        }
    }

    /** Reads the log, to be handed over later, whatever happens meanwhile. */
    void fetch(ModelSubscriber subscriber, int back, int length) {
        if (subscriber.cursor.isBehind() && fetched.size() < MOST_WAITING) {
            long from = subscriber.cursor.next() - back;
            Slice<Logged> slice = log.read(subscriber.destination, from, from + back + length);
            fetched.add(new Fetched(subscriber.destination, slice, ring.restarts()));
        }
    }

    /** Hands over what was read: to every subscriber of the destination, whoever it was read for. */
    void handOver(int which) {
        if (fetched.isEmpty()) {
            return;
        }
        Fetched read = fetched.remove(which % fetched.size());
        if (read.restarts() != ring.restarts()) {
            return;
        }
        for (ModelSubscriber subscriber : subscribers) {
            if (subscriber.destination.equals(read.destination())) {
                subscriber.cursor.read(read.slice(), subscriber);
                subscriber.cursor.flip(ring.to());
            }
        }
    }

    private static Predicate<Logged> of(String destination) {
        return located -> located.destination().equals(destination);
    }

    // What must hold

    void verify() {
        subscribers.forEach(subscriber -> subscriber.verify(ring.to()));
    }

    /** The log is quiet and the clients take: every cursor becomes live, and a bounded one that the tail has passed ends. */
    void comeToRest() {
        subscribers.forEach(subscriber -> subscriber.hasRoomFor(Integer.MAX_VALUE));
        while (dispatch()) {
            verify();
        }
        for (ModelSubscriber subscriber : subscribers) {
            for (int turn = 0; subscriber.isToBeBroughtOn(ring.to()); turn++) {
                assertThat(turn).as("turns until the end").isLessThan(1000);
                catchUp(subscriber, 2);
                fetch(subscriber, 0, 5);
                handOver(fetched.size() - 1);
                verify();
            }
        }
    }
}
