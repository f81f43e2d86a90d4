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
package io.chatrelay.bridge.internal.replay;

import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.cursor.Slice;
import io.chatrelay.core.cursor.TailRing;
import io.chatrelay.core.log.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that is behind the tail in one partition. Its methods are called by one thread at a time, the one that works
 * on the partition.
 */
final class Replay {

    /** What is delivered with the partition's lock held at one time, so that the tail does not wait for long. */
    private static final int MOST_BYTES = 128 * 1024;

    /** How many records of the ring are looked at with the lock held at one time. */
    private static final int MOST_RECORDS = 1_000;

    /** Looking at a record is dearer for a pattern, or for a user's messages. */
    private static final int MOST_RECORDS_OF_MANY = 100;

    /** What became of a replay after it was served. */
    enum Outcome {
        /** There is more to read. */
        BEHIND,
        /** The client has no room. */
        FULL,
        /** The tail has yet to reach it. */
        AHEAD,
        /** It is live, or over. */
        DONE
    }

    private final Subscription subscription;

    private final PartitionLog log;

    private final Cursor cursor;

    private final ReplayTarget target;

    /** Messages before this time are left out until the first that is not, in epoch milliseconds. */
    private long notBefore;

    /** What has been delivered since the lock was taken. */
    private int delivered;

    Replay(Subscription subscription, PartitionLog log, Cursor cursor, ReplayTarget target, long notBefore) {
        this.subscription = subscription;
        this.log = log;
        this.cursor = cursor;
        this.target = target;
        this.notBefore = notBefore;
    }

    Subscription subscription() {
        return this.subscription;
    }

    Cursor cursor() {
        return this.cursor;
    }

    /** Moves over what is known to be nothing for it; returns where it stands then. */
    long next() {
        this.log.lock().lock();
        try {
            if (this.subscription.isPlain()) {
                this.cursor.skipTo(this.log
                        .index()
                        .next(
                                this.subscription.destination(),
                                this.cursor.next(),
                                this.log.ring().to()));
                this.subscription.cursorMoved();
            }
            return this.cursor.next();
        } finally {
            this.log.lock().unlock();
        }
    }

    /** Whether the index knows that after the message it stands at nothing comes for it in as many offsets. */
    boolean hasNothingFor(int offsets) {
        this.log.lock().lock();
        try {
            long next = this.cursor.next();
            return this.subscription.isPlain()
                    && this.log
                                    .index()
                                    .next(
                                            this.subscription.destination(),
                                            next + 1,
                                            this.log.ring().to())
                            > next + offsets;
        } finally {
            this.log.lock().unlock();
        }
    }

    /** Gets what a segment has for it. */
    Outcome serve(Segment segment) {
        this.log.lock().lock();
        try {
            if (this.subscription.isEnded()) {
                this.cursor.close();
                return Outcome.DONE;
            }
            if (segment.restarts() != this.log.ring().restarts()) {
                return outcome(true);
            }
            this.delivered = 0;
            boolean taken = this.subscription.isPlain()
                    ? this.cursor.read(segment.of(this.subscription.destination()), this::isWanted, this::take)
                    : this.cursor.read(segment.all(), message -> isMine(message) && isWanted(message), this::take);
            return outcome(taken);
        } finally {
            this.subscription.cursorMoved();
            this.log.lock().unlock();
        }
    }

    /** Gets what the ring has for it, and becomes live if that is all there is: no record comes in between. */
    Outcome serveFromRing() {
        this.log.lock().lock();
        try {
            if (this.subscription.isEnded()) {
                this.cursor.close();
                return Outcome.DONE;
            }
            long next = this.cursor.next();
            if (!this.cursor.isBehind()
                    || next < this.log.ring().from()
                    || next > this.log.ring().to()) {
                return outcome(true);
            }
            this.delivered = 0;
            Slice<OutgoingMessage> slice =
                    this.subscription.isPlain() ? byIndex(next) : ofRing(next, MOST_RECORDS_OF_MANY);
            boolean taken = this.cursor.read(slice, this::isWanted, this::take);
            if (taken) {
                this.cursor.flip(this.log.ring().to());
            }
            return outcome(taken);
        } finally {
            this.subscription.cursorMoved();
            this.log.lock().unlock();
        }
    }

    private Slice<OutgoingMessage> ofRing(long from, int most) {
        return this.log.ring().read(from, this::isMine, MOST_BYTES, most);
    }

    /** From message to message of the destination, as far as the index knows them. */
    private Slice<OutgoingMessage> byIndex(long from) {
        TailRing<OutgoingMessage> ring = this.log.ring();
        List<OutgoingMessage> found = new ArrayList<>();
        long next = from;
        int bytes = 0;
        while (next < ring.to() && bytes < MOST_BYTES) {
            next = this.log.index().next(this.subscription.destination(), next, ring.to());
            if (next >= ring.to()) {
                break;
            }
            OutgoingMessage message = ring.find(next);
            if (message == null || !isMine(message)) {
                return found.isEmpty() ? ofRing(from, MOST_RECORDS) : new Slice<>(from, next, found);
            }
            found.add(message);
            bytes += message.size();
            next++;
        }
        return new Slice<>(from, next, found);
    }

    private Outcome outcome(boolean taken) {
        if (!taken) {
            return this.delivered >= MOST_BYTES ? Outcome.BEHIND : Outcome.FULL;
        }
        if (!this.cursor.isBehind()) {
            return Outcome.DONE;
        }
        return this.cursor.isReached(this.log.ring().to()) ? Outcome.BEHIND : Outcome.AHEAD;
    }

    private boolean isMine(OutgoingMessage message) {
        return this.target.isFor(this.subscription, message);
    }

    private boolean isWanted(OutgoingMessage message) {
        Long timestamp = message.timestamp();
        if (this.notBefore != Position.NO_TIMESTAMP) {
            if (timestamp != null && timestamp < this.notBefore) {
                return false;
            }
            this.notBefore = Position.NO_TIMESTAMP;
        }
        return this.target.isWanted(this.subscription, message);
    }

    private boolean take(OutgoingMessage message, @Nullable GapReason gap) {
        if (this.delivered >= MOST_BYTES || !this.target.deliver(this.subscription, message, gap)) {
            return false;
        }
        this.delivered += message.size();
        return true;
    }

    /** The log has lost where it stands. */
    void lose(GapReason reason, long offset) {
        this.log.lock().lock();
        try {
            this.cursor.lose(reason, offset);
        } finally {
            this.subscription.cursorMoved();
            this.log.lock().unlock();
        }
    }

    void flush() {
        this.target.flush(this.subscription);
    }
}
