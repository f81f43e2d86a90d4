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
package io.chatrelay.websocket.internal.lane;

import io.chatrelay.bridge.delivery.Acceptance;
import io.chatrelay.core.stomp.ServerFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that one session is to be sent, in the order of the calls. Thread-safe. The thread that adds a frame writes it, and
 * what others have added meanwhile, unless somebody is writing; a write that has to wait for the client ends on a thread
 * of the container.
 *
 * <pre>
 *   idle ──flush──► writing ──queue empty──► idle
 *                    │    ▲
 *                    │    └── the container says: written
 *                    ├──► last frame written: end.closing()
 *                    └──► failed, or given up by the policy: end.broken(), end.tooSlow(); nothing is sent any more
 * </pre>
 *
 * <p>Messages that the policy refuses for now are the caller's: it reads them again from the log when there is room.
 */
public final class OutboundLane {

    /** How a lane comes to an end. Called once, on a thread that may wait for the client. */
    public interface End {
        /** The last frame has been written, or the client does not read it. */
        void closing();

        /** The client has gone, most likely. */
        void broken(Throwable cause);

        /** The policy has given the client up. */
        void tooSlow(String reason);
    }

    /** More than a healthy client needs to have waiting before somebody writes it. */
    private static final int EAGER_BYTES = 64 * 1024;

    /** Whoever writes has other sessions to see to. */
    private static final int MOST_WRITES = 64;

    private final FrameSink sink;
    private final SlowClientPolicy policy;
    private final Executor threads;
    private final End end;
    private final LongSupplier nanoClock;
    private final FrameSink.Completion completion = new WriteEnd();

    /** All below is guarded by this queue. */
    private final FrameQueue queue = new FrameQueue();

    private final List<Runnable> whenRoom = new ArrayList<>(0);
    private boolean flushPending;
    private boolean writing;
    private boolean lastAdded;
    private boolean ended;
    private long writingSince;
    private long writingBytes;

    /** Of frames that could not be refused, since nothing was waiting. */
    private long urgentBytes;

    /**
     * @param threads may be made to wait, by any number of tasks
     * @param nanoClock as {@link System#nanoTime}
     */
    OutboundLane(FrameSink sink, SlowClientPolicy policy, Executor threads, End end, LongSupplier nanoClock) {
        this.sink = sink;
        this.policy = policy;
        this.threads = threads;
        this.end = end;
        this.nanoClock = nanoClock;
    }

    /**
     * Adds a message, to be written at the next flush or before, unless the policy says that it has to wait. After the last
     * frame it is dropped.
     */
    public Acceptance append(SubscriptionStart start, ServerFrame message) {
        return add(start, message, true, false);
    }

    /** Adds a frame that cannot wait, and flushes. */
    public void send(ServerFrame frame) {
        add(SubscriptionStart.NONE, frame, false, true);
        flush();
    }

    /** Adds a message that was told there is room for it, and flushes. It is no reason to give the client up. */
    public void sendExpected(ServerFrame message) {
        add(SubscriptionStart.NONE, message, false, false);
        flush();
    }

    private Acceptance add(SubscriptionStart start, ServerFrame frame, boolean refusable, boolean urgent) {
        String tooSlow = null;
        synchronized (queue) {
            if (lastAdded || ended) {
                return Acceptance.TAKEN;
            }
            if (refusable && policy.refuses(queue.bytes(), FrameQueue.length(start, frame))) {
                return Acceptance.REFUSED;
            }
            queue.add(start, frame);
            if (urgent) {
                urgentBytes += FrameQueue.length(start, frame);
            }
            if (writing) {
                tooSlow = policy.verdict(queue.bytes(), urgentBytes, nanoClock.getAsLong() - writingSince);
                if (tooSlow == null) {
                    return Acceptance.TAKEN;
                }
            } else if (queue.bytes() < EAGER_BYTES) {
                boolean first = !flushPending;
                flushPending = true;
                return first ? Acceptance.FLUSH_NEEDED : Acceptance.TAKEN;
            }
        }
        if (tooSlow == null) {
            flush();
        } else {
            giveUp(tooSlow);
        }
        return Acceptance.TAKEN;
    }

    /** Returns whether a message would be refused if that much more were waiting. */
    public boolean isFull(long more) {
        synchronized (queue) {
            return !lastAdded && !ended && policy.refuses(queue.bytes() + more, 0);
        }
    }

    /** Returns whether messages that are not urgent find room. */
    public boolean hasRoom() {
        synchronized (queue) {
            return lastAdded || ended || policy.hasRoom(queue.bytes());
        }
    }

    /** Runs an action once, as soon as little is waiting, which may be now. It is dropped if nothing more is to be sent. */
    public void whenRoom(Runnable action) {
        synchronized (queue) {
            if (lastAdded || ended) {
                return;
            }
            if (!policy.isNearlyEmpty(queue.bytes())) {
                whenRoom.add(action);
                return;
            }
        }
        action.run();
    }

    private List<Runnable> takeDue() {
        if (whenRoom.isEmpty() || !policy.isNearlyEmpty(queue.bytes())) {
            return List.of();
        }
        List<Runnable> due = List.copyOf(whenRoom);
        whenRoom.clear();
        return due;
    }

    /** Gives the client up if it has read nothing for too long. */
    public void endIfStalled() {
        String stalled;
        synchronized (queue) {
            stalled = writing && !ended ? policy.stalled(nanoClock.getAsLong() - writingSince) : null;
        }
        if (stalled != null) {
            giveUp(stalled);
        }
    }

    /** Adds the last frame and flushes; whatever is added later is dropped. */
    public void sendLast(ServerFrame frame) {
        addLast(frame);
    }

    /** Comes to an end when all that was added is written; whatever is added later is dropped. */
    public void finish() {
        addLast(null);
    }

    private void addLast(@Nullable ServerFrame frame) {
        boolean nothingLeft;
        synchronized (queue) {
            if (lastAdded || ended) {
                return;
            }
            lastAdded = true;
            if (frame != null) {
                queue.add(SubscriptionStart.NONE, frame);
            }
            nothingLeft = !writing && queue.isEmpty();
        }
        if (nothingLeft) {
            endWith(end::closing);
            return;
        }
        flush();
        if (!isEnded()) {
            CompletableFuture.delayedExecutor(policy.sendTimeLimit().toMillis(), TimeUnit.MILLISECONDS, threads)
                    .execute(() -> endWith(end::closing));
        }
    }

    private boolean isEnded() {
        synchronized (queue) {
            return ended;
        }
    }

    /** Writes what waits, or leaves it to the thread that is writing. */
    public void flush() {
        synchronized (queue) {
            flushPending = false;
            if (writing || ended || queue.isEmpty()) {
                return;
            }
            writing = true;
            // The write may have to wait for its thread, and what is added meanwhile must not look at the last one's
            // time.
            writingSince = nanoClock.getAsLong();
        }
        if (sink.isBlocking()) {
            threads.execute(this::drain);
        } else {
            drain();
        }
    }

    /** Drops what waits: the session is gone. */
    public void abandon() {
        endWith(null);
    }

    /** Returns the bytes that wait here, the ones being written included. */
    long waitingBytes() {
        synchronized (queue) {
            return queue.bytes() + writingBytes;
        }
    }

    private void drain() {
        try {
            int writes = 0;
            while (takeNext()) {
                if (!sink.write(completion)) {
                    return;
                }
                if (++writes % MOST_WRITES == 0 && !isEmpty()) {
                    threads.execute(this::drain);
                    return;
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            endWith(() -> end.broken(failure));
        }
    }

    private boolean isEmpty() {
        synchronized (queue) {
            return queue.isEmpty();
        }
    }

    /** Returns false after the writing has ended. */
    private boolean takeNext() {
        List<Runnable> due;
        boolean taken = false;
        boolean last = false;
        synchronized (queue) {
            writingBytes = 0;
            if (!queue.isEmpty() && !ended) {
                long before = queue.bytes();
                sink.take(queue);
                writingBytes = before - queue.bytes();
                writingSince = nanoClock.getAsLong();
                taken = true;
            } else {
                writing = false;
                last = lastAdded && !ended;
            }
            urgentBytes = Math.min(urgentBytes, queue.bytes());
            due = takeDue();
        }
        due.forEach(Runnable::run);
        if (last) {
            endWith(end::closing);
        }
        return taken;
    }

    private void giveUp(String reason) {
        endWith(() -> end.tooSlow(reason));
    }

    private void endWith(@Nullable Runnable farewell) {
        synchronized (queue) {
            if (ended) {
                return;
            }
            ended = true;
            queue.clear();
            whenRoom.clear();
        }
        if (farewell != null) {
            threads.execute(farewell);
        }
    }

    private final class WriteEnd implements FrameSink.Completion {
        @Override
        public void written() {
            drain();
        }

        @Override
        public void failed(Throwable cause) {
            synchronized (queue) {
                writingBytes = 0;
            }
            endWith(() -> end.broken(cause));
        }
    }
}
