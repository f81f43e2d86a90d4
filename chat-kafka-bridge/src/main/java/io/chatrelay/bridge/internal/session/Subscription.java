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
package io.chatrelay.bridge.internal.session;

import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One STOMP subscription, with a cursor in each partition that it has had to do with. Cursors are moved under the lock of
 * their partition; what is asked here without one is said so.
 */
public final class Subscription {

    private static final String REPLAYED = "replayed";

    private static final String GAP = "gap";

    private static final int MOST_HELD_BACK = 16;

    private final ClientSession session;

    private final String id;

    private final String destination;

    private final String requestedDestination;

    private final boolean personal;

    private final boolean pattern;

    private final @Nullable Selector selector;

    private final SubscriptionStart start;

    private final SubscriptionStart replayedStart;

    /** By partition. One for a plain destination, until partitions are added. */
    private final Map<Integer, Cursor> cursors = new ConcurrentHashMap<>(2);

    /** Whether each cursor is live with nothing to announce. */
    private volatile boolean flowing;

    private volatile boolean started;

    private volatile boolean ended;

    /** Whether it ends by itself; then it gets nothing from partitions that it was not begun in. */
    private volatile boolean bounded;

    /** RECEIPTs of the same SUBSCRIBE sent again, until it has begun. Guarded by this. */
    private final List<Runnable> heldBack = new ArrayList<>(0);

    /**
     * @param destination what it is looked up by: as requested, or what a user destination means for this session
     * @param requestedDestination what the client asked for
     * @param pattern whether that is a pattern of destinations
     */
    public Subscription(
            ClientSession session,
            String id,
            String destination,
            String requestedDestination,
            boolean pattern,
            @Nullable Selector selector) {
        this.session = session;
        this.id = id;
        this.destination = destination;
        this.requestedDestination = requestedDestination;
        this.personal = !destination.equals(requestedDestination);
        this.pattern = pattern;
        this.selector = selector;
        this.start = new SubscriptionStart(session.version(), id);
        this.replayedStart = this.start.with(Map.of(REPLAYED, "true"));
    }

    public ClientSession session() {
        return this.session;
    }

    public String id() {
        return this.id;
    }

    public String destination() {
        return this.destination;
    }

    public String requestedDestination() {
        return this.requestedDestination;
    }

    /** Whether it is to messages for a user, whose destination is translated for this session. */
    public boolean isPersonal() {
        return this.personal;
    }

    /** Whether it is to one destination, neither to a pattern nor to messages for a user. */
    public boolean isPlain() {
        return !this.pattern && !this.personal;
    }

    /** Which messages it wants, or {@code null} for all. */
    public @Nullable Selector selector() {
        return this.selector;
    }

    /**
     * How a MESSAGE frame begins.
     *
     * @param replayed whether the subscription is behind the tail
     * @param gap why something is missing before it, or {@code null}
     */
    public SubscriptionStart start(boolean replayed, @Nullable GapReason gap) {
        if (gap != null) {
            Map<String, String> headers = new LinkedHashMap<>();
            if (replayed) {
                headers.put(REPLAYED, "true");
            }
            headers.put(GAP, gap.text());
            return this.start.with(headers);
        }
        return replayed ? this.replayedStart : this.start;
    }

    /** Whether messages of the tail go straight through, from every partition. Needs no lock. */
    public boolean isFlowing() {
        return this.flowing;
    }

    /** Whether its RECEIPT is queued and cursors that are made from now on are live. */
    public boolean isStarted() {
        return this.started;
    }

    /** From now on it is delivered to: at once where it has no cursor yet, else as its cursors say. */
    public void begin() {
        synchronized (this) {
            this.heldBack.forEach(Runnable::run);
            this.heldBack.clear();
            this.started = true;
        }
        cursorMoved();
    }

    /**
     * Does something now or right after the subscription has begun.
     *
     * @return false if too much waits already; then the action is not done
     */
    public boolean whenStarted(Runnable action) {
        synchronized (this) {
            if (!this.started) {
                return this.heldBack.size() < MOST_HELD_BACK && this.heldBack.add(action);
            }
        }
        action.run();
        return true;
    }

    /** The cursor in a partition, or {@code null} if it has not had to do with that partition. Needs no lock. */
    public @Nullable Cursor presentCursor(int partition) {
        return this.cursors.get(partition);
    }

    /** The cursor in a partition. One that was not put there is live, as soon as the subscription has begun. */
    public Cursor cursor(int partition) {
        return this.cursors.computeIfAbsent(partition, added -> {
            Cursor cursor = new Cursor();
            if (this.ended || this.bounded) {
                cursor.close();
            } else if (this.started) {
                cursor.startLive();
            }
            return cursor;
        });
    }

    /** It ends by itself: only cursors that are put there deliver. */
    public void setBounded() {
        this.bounded = true;
    }

    /** Puts a cursor where the subscription begins. */
    public void put(int partition, Cursor cursor) {
        this.cursors.put(partition, cursor);
        cursorMoved();
    }

    /** To be called whenever a cursor of this subscription has changed its state, with the partition's lock still held. */
    public void cursorMoved() {
        synchronized (this.cursors) {
            boolean flows = this.started && !this.ended;
            for (Cursor cursor : this.cursors.values()) {
                flows &= cursor.isFlowing();
            }
            this.flowing = flows;
        }
    }

    /** Whether it has got everything up to its end. Needs no lock. */
    public boolean isOver() {
        return this.started
                && !this.cursors.isEmpty()
                && this.cursors.values().stream().allMatch(Cursor::isClosed);
    }

    /** Nothing is to be delivered any more. Needs no lock. */
    public void end() {
        this.ended = true;
        cursorMoved();
    }

    public boolean isEnded() {
        return this.ended || this.session.isEnded();
    }
}
