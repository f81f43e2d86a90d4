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

import org.jspecify.annotations.Nullable;

/**
 * A client with one subscription. Knows without its cursor what it is to get next, and fails at the first message that is
 * another one.
 */
final class ModelSubscriber implements Taker<Logged> {

    final String destination;

    final Cursor cursor;

    private final ModelLog log;

    /** Whether it would rather miss messages than be late. */
    private final boolean prefersNew;

    private long until;

    /** It has had, or was told that it misses, everything before. */
    private long position;

    /** What the next message has to announce. */
    private @Nullable GapReason due;

    /** What is written from now on is none of its business: its client has left, or a bounded replay is at its end. */
    private boolean ended;

    private boolean leaving;

    private int room = Integer.MAX_VALUE;

    ModelSubscriber(ModelLog log, String destination, long until, boolean prefersNew) {
        this.log = log;
        this.destination = destination;
        this.until = until;
        this.prefersNew = prefersNew;
        this.cursor = new Cursor(until);
    }

    void startLive(long tail) {
        position = tail;
        cursor.startLive();
    }

    void start(long offset) {
        position = offset;
        cursor.start(offset);
    }

    void hasRoomFor(int messages) {
        room = messages;
    }

    /** Its connection turns out to be broken when the next message is written. */
    void leavesWithNextMessage() {
        leaving = true;
    }

    /** Whether it is not where it ought to be when the log is quiet; a bounded one waits for its end. */
    boolean isToBeBroughtOn(long tail) {
        return !cursor.isLive() && !cursor.isClosed() && !(isBounded() && cursor.next() >= tail);
    }

    private boolean isBounded() {
        return until != Cursor.ENDLESS;
    }

    @Override
    public boolean take(Logged located, @Nullable GapReason gap) {
        if (room == 0) {
            return false;
        }
        room--;
        Logged owed = log.firstWritten(destination, position);
        expect(!cursor.isClosed(), "got a record after it was closed");
        expect(located.equals(owed), "got another record");
        expect(located.offset() < until, "got a record behind its end");
        expect(gap == due, "was told another gap");
        position = located.offset() + 1;
        due = null;
        if (leaving) {
            cursor.close();
            ended = true;
        }
        return true;
    }

    /** What the tail does for each subscription of a record's destination. */
    void dispatch(Logged located) {
        if (cursor.isFlowing()) {
            if (!take(located, null)) {
                noRoomFor(located);
            }
        } else if (cursor.isLive()) {
            if (take(located, cursor.gap())) {
                cursor.gapTold();
            } else {
                noRoomFor(located);
            }
        }
    }

    private void noRoomFor(Logged located) {
        if (prefersNew) {
            lose(GapReason.SKIPPED, located.offset() + 1);
        } else {
            cursor.refuse(located.offset());
        }
    }

    void lose(GapReason reason, long offset) {
        boolean older = reason == GapReason.RETENTION || reason == GapReason.SKIPPED;
        boolean concerned = !cursor.isClosed() && !(older && cursor.isBehind() && cursor.next() >= offset);
        cursor.lose(reason, offset);
        if (!concerned) {
            return;
        }
        due = due == null ? reason : due;
        if (older) {
            position = Math.max(position, offset);
        } else if (reason == GapReason.TRUNCATED) {
            position = Math.min(position, offset);
            until = isBounded() ? Math.min(until, offset) : until;
        } else {
            position = offset;
            until = isBounded() ? offset : until;
        }
    }

    /** Nothing was left out before the place where it says it is. */
    void verify(long tail) {
        if (ended) {
            return;
        }
        ended = cursor.isClosed();
        if (ended) {
            expectNothingOwedBefore(until);
        } else if (cursor.isBehind()) {
            expect(cursor.next() < until, "still open at its end");
            expectNothingOwedBefore(cursor.next());
        } else {
            expect(cursor.isLive() && !isBounded(), "neither behind nor live");
            expectNothingOwedBefore(tail);
        }
        expect(cursor.isFlowing() == (cursor.isLive() && due == null), "flows, or does not, against its state");
        expect(cursor.gap() == due, "forgot a gap, or has one without a cause");
    }

    private void expectNothingOwedBefore(long offset) {
        Logged owed = log.firstWritten(destination, position);
        expect(owed == null || owed.offset() >= Math.min(offset, until), "left something out");
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("%s: from %s until %s, cursor at %s, due %s, owed %s"
                    .formatted(
                            otherwise, position, until, cursor.next(), due, log.firstWritten(destination, position)));
        }
    }
}
