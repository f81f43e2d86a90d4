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

import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.core.cursor.GapReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is behind in one partition, worked off by one thread at a time in small steps. The log is swept upwards from one
 * place where somebody stands to the next; each segment that is read serves all who stand in it, and who comes below the
 * sweep waits for the next one. So the log is read about as often for two thousand as for one.
 */
final class PartitionReplays {

    private static final int MOST_JOBS = 64;

    /** Who has so much between this message and the next reads each by itself, unless others are near. */
    private static final int SPARSE = 512;

    /** The tail is most often some milliseconds behind; a node that is much slower begins with what it has. */
    private static final Duration TAIL_PATIENCE = Duration.ofSeconds(1);

    private static final Logger logger = LoggerFactory.getLogger(PartitionReplays.class);

    private final PartitionLog log;

    private final ReplayContext context;

    private final ReplaySweep sweep = new ReplaySweep();

    /** Those that have just come, which most often take no time. Guarded by this, as is all that follows. */
    private final Deque<ReplayJob> newJobs = new ArrayDeque<>();

    /** Those that search the log. */
    private final Deque<ReplayJob> longJobs = new ArrayDeque<>();

    private boolean scheduled;

    private boolean searchesTurn;

    PartitionReplays(PartitionLog log, ReplayContext context) {
        this.log = log;
        this.context = context;
    }

    /** Something is to be found out in the log. */
    void add(ReplayJob job) {
        synchronized (this) {
            this.newJobs.add(job);
        }
        schedule();
    }

    private void goOnLater(ReplayJob job) {
        synchronized (this) {
            this.longJobs.add(job);
        }
        schedule();
    }

    /** A replay has room for more; not to be called with the partition's lock held. */
    void add(Replay replay) {
        long next = replay.next();
        this.sweep.add(next, replay);
        schedule();
    }

    private void schedule() {
        synchronized (this) {
            boolean idle = this.sweep.isEmpty() && this.newJobs.isEmpty() && this.longJobs.isEmpty();
            if (this.scheduled || idle) {
                return;
            }
            this.scheduled = true;
        }
        this.context.execute(this::step);
    }

    private void step() {
        try {
            doStep();
        } catch (RuntimeException | Error failure) {
            logger.atError()
                    .setCause(failure)
                    .addKeyValue("partition", this.log.partition())
                    .log("The log could not be read for those who are behind, trying again");
            this.context.later(this::goOn);
            return;
        }
        goOn();
    }

    private void goOn() {
        synchronized (this) {
            this.scheduled = false;
        }
        schedule();
    }

    /** New jobs come first, some at a time; then the sweep goes on, and now and then a long job. */
    private void doStep() {
        for (int i = 0; i < MOST_JOBS; i++) {
            ReplayJob job = takeNewJob();
            if (job == null) {
                break;
            }
            if (!run(job)) {
                // Kafka does not answer for this partition, and each further question would hold the thread for
                // seconds.
                return;
            }
        }
        ReplayJob search = takeLongJob();
        if (search != null) {
            run(search);
        } else {
            serveNext();
        }
    }

    private synchronized @Nullable ReplayJob takeNewJob() {
        return this.newJobs.poll();
    }

    private synchronized @Nullable ReplayJob takeLongJob() {
        this.searchesTurn = !this.searchesTurn;
        return this.searchesTurn || this.sweep.isEmpty() ? this.longJobs.poll() : null;
    }

    /** Returns false if Kafka does not answer. */
    private boolean run(ReplayJob job) {
        try {
            if (!this.context.withReader(HistoryRead.SEGMENT, job::step)) {
                goOnLater(job);
            }
        } catch (SegmentNeededException needed) {
            this.sweep.add(needed.offset(), job);
        } catch (TailNeededException needed) {
            awaitTail(job, needed.offset());
        } catch (KafkaException away) {
            logger.atDebug().addKeyValue("cause", away.getMessage()).log("The log cannot be read now, trying again");
            this.context.later(() -> goOnLater(job));
            return false;
        } catch (RuntimeException failure) {
            logger.atError()
                    .setCause(failure)
                    .addKeyValue("partition", this.log.partition())
                    .log("The beginning of a subscription could not be found");
            fail(job);
        } catch (Error failure) {
            goOnLater(job);
            throw failure;
        }
        return true;
    }

    private void fail(ReplayJob job) {
        try {
            job.failed();
        } catch (RuntimeException failure) {
            logger.atError().setCause(failure).log("A client could not be told that its subscription has failed");
        }
    }

    /** One after another, so that a failure takes nobody else along. */
    private void runAll(List<ReplayJob> jobs) {
        for (int i = 0; i < jobs.size(); i++) {
            try {
                run(jobs.get(i));
            } catch (Error failure) {
                jobs.subList(i + 1, jobs.size()).forEach(this::goOnLater);
                throw failure;
            }
        }
    }

    private void serveNext() {
        long position = this.sweep.goOn();
        if (position < 0) {
            return;
        }
        long ringFrom = ringFrom();
        if (position >= ringFrom) {
            // What the ring has can be checked in it.
            runAll(this.sweep.takeChecks(position, Long.MAX_VALUE));
            serveAll(position, Long.MAX_VALUE, Replay::serveFromRing);
            this.sweep.startAgain();
            return;
        }
        try {
            Segment segment = readFor(position);
            runAll(this.sweep.takeChecks(segment.from(), segment.to()));
            serveAll(position, segment.to(), replay -> replay.serve(segment));
        } catch (BeginningPassedException passed) {
            this.sweep.takeChecks(0, passed.beginning()).forEach(this::add);
            for (Replay replay : this.sweep.takeReplays(0, passed.beginning())) {
                replay.lose(GapReason.RETENTION, passed.beginning());
                add(replay);
            }
        } catch (KafkaException away) {
            logger.atDebug().addKeyValue("cause", away.getMessage()).log("The log cannot be read now, trying again");
            List<Replay> stuck = this.sweep.takeReplays(position, position + 1);
            List<ReplayJob> asking = this.sweep.takeChecks(position, position + 1);
            this.context.later(() -> {
                stuck.forEach(this::add);
                asking.forEach(this::add);
            });
        }
    }

    private Segment readFor(long position) {
        Segment present = this.context.cached(this.log, position);
        if (present != null) {
            return present;
        }
        Replay alone = this.sweep.aloneAt(position, SegmentCache.end(position));
        return alone != null && alone.hasNothingFor(SPARSE)
                ? this.context.point(this.log, position)
                : this.context.segment(this.log, position);
    }

    private long ringFrom() {
        this.log.lock().lock();
        try {
            return this.log.ring().from();
        } finally {
            this.log.lock().unlock();
        }
    }

    /** One after another, so that a failure takes nobody else along. */
    private void serveAll(long from, long to, Function<Replay, Replay.Outcome> serving) {
        List<Replay> all = this.sweep.takeReplays(from, to);
        for (int i = 0; i < all.size(); i++) {
            try {
                serve(all.get(i), serving);
            } catch (Error failure) {
                all.subList(i, all.size()).forEach(this::add);
                throw failure;
            }
        }
    }

    private void serve(Replay replay, Function<Replay, Replay.Outcome> serving) {
        try {
            goOn(replay, serving.apply(replay));
        } catch (RuntimeException | StackOverflowError failure) {
            // An interceptor of the application, most likely. Nothing may be left out, so it is tried again.
            logger.atError()
                    .setCause(failure)
                    .addKeyValue("sessionId", replay.subscription().session().id())
                    .addKeyValue("destination", replay.subscription().destination())
                    .log("A message of the history could not be handed to a session");
            replay.flush();
            this.context.later(() -> add(replay));
        }
    }

    private void goOn(Replay replay, Replay.Outcome outcome) {
        replay.flush();
        switch (outcome) {
            case BEHIND -> add(replay);
            case FULL -> park(replay);
            case AHEAD -> await(replay);
            case DONE -> this.context.done();
        }
    }

    /** Goes on when the client has room. */
    private void park(Replay replay) {
        replay.subscription().session().whenRoom(() -> this.context.execute(() -> add(replay)));
    }

    private void awaitTail(ReplayJob job, long offset) {
        AtomicBoolean over = new AtomicBoolean();
        Runnable goOn = () -> {
            if (!over.getAndSet(true)) {
                add(job);
            }
        };
        boolean waits;
        this.log.lock().lock();
        try {
            waits = this.log.whenSeen(offset, over::get, goOn);
        } finally {
            this.log.lock().unlock();
        }
        if (waits) {
            this.context.after(TAIL_PATIENCE, goOn);
        } else {
            add(job);
        }
    }

    private void await(Replay replay) {
        this.log.lock().lock();
        try {
            if (!replay.cursor().isReached(this.log.ring().to())) {
                this.log.whenReached(replay.cursor(), () -> add(replay));
                return;
            }
        } finally {
            this.log.lock().unlock();
        }
        add(replay);
    }
}
