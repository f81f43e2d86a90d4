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

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where one subscription stands in one partition. Everything before {@link #next()} was delivered, as far as it is the
 * subscription's, or is announced as a gap; nothing from it on was.
 *
 * <pre>
 *                     read(slice)
 *                       ┌───┐
 *   new ──► WAITING ──start──► BEHIND ──flip: stands at the tail──► LIVE
 *                        ▲   │                                       │
 *                        └───┼──── refuse: the client has no room ◄──┘
 *                            └──── until is reached ──► CLOSED ◄── close, from everywhere
 * </pre>
 *
 * <p>A live cursor moves with the tail: what the tail is at, it is at, so that nothing is written per delivery. Not
 * thread-safe, to be guarded by the lock that the partition's tail is dispatched under; only {@link #isFlowing} and
 * {@link #isClosed} may be asked without it.
 *
 * @since 0.1
 */
public final class Cursor {

    private enum State {
        WAITING,
        BEHIND,
        LIVE,
        CLOSED
    }

    /** Stands for no end. */
    public static final long ENDLESS = Long.MAX_VALUE;

    private long until;

    private volatile State state = State.WAITING;

    /** Whether live and nothing is to be announced: what the tail delivers goes straight through. */
    private volatile boolean flowing;

    private long next;

    private @Nullable GapReason gap;

    /** A cursor that follows the log for ever. */
    public Cursor() {
        this(ENDLESS);
    }

    /** @param until the first offset that is not delivered any more, or {@link #ENDLESS} */
    public Cursor(long until) {
        this.until = until;
    }

    /**
     * Begins to read behind the tail.
     *
     * @param offset the first offset to be delivered
     */
    public void start(long offset) {
        if (state == State.WAITING) {
            state = State.BEHIND;
            next = offset;
            finishAtEnd();
        }
    }

    /** Begins at the tail: delivers whatever comes next. */
    public void startLive() {
        if (state == State.WAITING && until == ENDLESS) {
            become(State.LIVE);
        }
    }

    /** Returns the first offset that is still to be looked at, while it is behind. */
    public long next() {
        return next;
    }

    /** Returns whether records of the tail go straight to the client, with nothing to announce. */
    public boolean isFlowing() {
        return flowing;
    }

    /** Returns whether it stands at the tail. */
    public boolean isLive() {
        return state == State.LIVE;
    }

    /** Returns whether it has something to read before it is live. */
    public boolean isBehind() {
        return state == State.BEHIND;
    }

    /** Returns whether nothing is delivered any more. */
    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** Returns what the next message is to announce, or null. */
    public @Nullable GapReason gap() {
        return gap;
    }

    /** The pending gap was told to the client with a message of the tail. */
    public void gapTold() {
        gap = null;
        flowing = state == State.LIVE;
    }

    /**
     * The tail had a record that the client had no room for: falls behind, to read it later. Does nothing unless live.
     *
     * @param offset of the record, which was not delivered
     */
    public void refuse(long offset) {
        if (state == State.LIVE) {
            next = offset;
            become(State.BEHIND);
        }
    }

    /**
     * Hands over what a stretch of the log has for this cursor. Does nothing unless behind, or if the stretch does not reach
     * the cursor: then something else has moved it.
     *
     * @param slice with the records of the subscription only; read since the log was last truncated or recreated, because its
     *     offsets mean other records since, see {@link TailRing#restarts}
     * @return false if a record was refused
     */
    public <R extends Located> boolean read(Slice<R> slice, Taker<? super R> taker) {
        return read(slice, any -> true, taker);
    }

    /**
     * The same for a stretch that has records of others, too.
     *
     * @param wanted whether a record is the subscription's; others are passed over, and announce nothing
     */
    public <R extends Located> boolean read(Slice<R> slice, Predicate<? super R> wanted, Taker<? super R> taker) {
        if (state != State.BEHIND || slice.from() > next) {
            return true;
        }
        for (R located : slice.records()) {
            if (located.offset() >= until) {
                break;
            }
            if (located.offset() < next || !wanted.test(located)) {
                continue;
            }
            if (!taker.take(located, gap)) {
                skipTo(located.offset());
                return false;
            }
            gap = null;
            skipTo(located.offset() + 1);
            if (state != State.BEHIND) {
                return true;
            }
        }
        skipTo(slice.to());
        return true;
    }

    /**
     * Moves over a stretch that is known to have nothing for this cursor. Does nothing unless behind, and never moves back.
     *
     * @param offset the first offset that is still to be looked at
     */
    public void skipTo(long offset) {
        if (state == State.BEHIND && offset > next) {
            next = offset;
            finishAtEnd();
        }
    }

    /**
     * Returns whether the tail has come so far that there is something to do: to read, or to become live.
     *
     * @param tail the offset after the last one that the tail has dispatched
     */
    public boolean isReached(long tail) {
        return state != State.BEHIND || next < tail || next == tail && until == ENDLESS;
    }

    /**
     * Becomes live if it stands where the tail stands.
     *
     * @param tail the offset after the last one that the tail has dispatched
     * @return whether it is live now
     */
    public boolean flip(long tail) {
        if (state == State.BEHIND && next == tail && until == ENDLESS) {
            become(State.LIVE);
        }
        return state == State.LIVE;
    }

    /**
     * Something cannot be had any more, which the next message says. Of several reasons the first is told. May be called for
     * all started cursors of a partition: one that is behind and has passed what retention has deleted, or what is skipped,
     * goes on as if nothing had happened. One that waits tells it in any case. A bounded one ends where its log does.
     *
     * @param offset the first that can be had with {@link GapReason#RETENTION} and {@link GapReason#SKIPPED}, where the log
     *     ends now with {@link GapReason#TRUNCATED}, and where it begins otherwise. A live cursor goes on with the tail
     */
    public void lose(GapReason reason, long offset) {
        if (state == State.CLOSED || state == State.BEHIND && reason.isOfOlder() && offset <= next) {
            return;
        }
        gap = gap == null ? reason : gap;
        flowing = false;
        if (until != ENDLESS && reason == GapReason.TRUNCATED) {
            until = Math.min(until, offset);
        }
        if (state == State.BEHIND) {
            if (until != ENDLESS && reason == GapReason.TOPIC_RECREATED) {
                until = offset;
            }
            next = reason == GapReason.TRUNCATED ? Math.min(next, offset) : offset;
            finishAtEnd();
        }
    }

    /** Ends it: nothing is delivered any more. */
    public void close() {
        become(State.CLOSED);
    }

    private void finishAtEnd() {
        if (next >= until) {
            become(State.CLOSED);
        }
    }

    private void become(State newState) {
        state = newState;
        flowing = newState == State.LIVE && gap == null;
    }
}
