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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every subscription of one partition that is behind. One sweep over the log serves them all: with subscriptions at offsets
 * 100, 150 and 900 it reads 100 to 900 once and hands each record to those that have reached it. A cursor that starts below the
 * sweep waits for the next one.
 *
 * <p>Two tasks run at most: one asks Kafka, on a thread of the partition's leader, and is over after one segment; one serves from
 * memory what the ring has. A leader that hangs holds up the first, not the second.
 */
final class PartitionReplays {

    private static final int MOST_JOBS = 64;

    /** Who has so much between this message and the next reads each by itself, unless others are near. */
    private static final int SPARSE = 512;

    /** The tail is most often some milliseconds behind; a node that is much slower begins with what it has. */
    private static final Duration TAIL_PATIENCE = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final int LONGEST_PAUSE_DOUBLINGS = 5;

    private static final Logger logger = LoggerFactory.getLogger(PartitionReplays.class);

    private final PartitionLog log;

    private final ReplayContext context;

    private final ReplaySweep sweep = new ReplaySweep();

    /** Guarded by this, as is all that follows. */
    private final ReplayJobs jobs = new ReplayJobs();

    private boolean asking;

    private boolean serving;

    private boolean searchesTurn;

    /** How often in a row Kafka has not answered. */
    private int failures;

    PartitionReplays(PartitionLog log, ReplayContext context) {
        this.log = log;
        this.context = context;
    }

    /** Something is to be found out in the log. */
    void add(ReplayJob job) {
        synchronized (this) {
            this.jobs.add(job);
        }
        schedule();
    }

    /** A replay has room for more; not to be called with the partition's lock held. */
    void add(Replay replay) {
        this.sweep.add(replay.next(), replay);
        schedule();
    }

    private void schedule() {
        long ringFrom = ringFrom();
        boolean ask;
        boolean serve;
        synchronized (this) {
            ask = !this.asking && (!this.jobs.isEmpty() || this.sweep.isAnybodyBefore(ringFrom));
            this.asking |= ask;
            serve = !this.serving && this.sweep.isAnybodyFrom(ringFrom);
            this.serving |= serve;
        }
        if (ask) {
            this.context.ask(this.log, this::ask);
        }
        if (serve) {
            this.context.execute(this::serve);
        }
    }

    private long ringFrom() {
        this.log.lock().lock();
        try {
            return this.log.ring().from();
        } finally {
            this.log.lock().unlock();
        }
    }

    private void serve() {
        try {
            // What the ring has can be checked in it.
            this.sweep.takeChecks(ringFrom(), Long.MAX_VALUE).forEach(this::add);
            serveAll(ringFrom(), Long.MAX_VALUE, Replay::serveFromRing);
        } catch (RuntimeException | Error failure) {
            report(failure);
        } finally {
            synchronized (this) {
                this.serving = false;
            }
            schedule();
        }
    }

    private void ask() {
        boolean answered = false;
        try {
            answered = this.context.withReader(HistoryRead.SEGMENT, this::askSome);
        } catch (KafkaException away) {
            logger.atDebug().addKeyValue("cause", away.getMessage()).log("The log cannot be read now, trying again");
        } catch (RuntimeException | Error failure) {
            report(failure);
        }
        if (answered) {
            askAgain(true);
        } else {
            this.context.after(pause(), () -> askAgain(false));
        }
    }

    private void askAgain(boolean answered) {
        synchronized (this) {
            this.asking = false;
            this.failures = answered ? 0 : this.failures + 1;
        }
        schedule();
    }

    private synchronized Duration pause() {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(LONGEST_PAUSE_DOUBLINGS, this.failures));
    }

    private void report(Throwable failure) {
        logger.atError()
                .setCause(failure)
                .addArgument(this.log.partition())
                .log("Partition {} could not be read for those who are behind, trying again");
    }

    /** New jobs come first, some at a time; then the sweep goes on, and now and then a search. */
    private boolean askSome(LogReader reader) {
        for (int i = 0; i < MOST_JOBS; i++) {
            ReplayJob job = takeFresh();
            if (job == null) {
                break;
            }
            run(job, reader);
        }
        ReplayJob search = takeSearching();
        if (search == null) {
            serveNext(reader);
        } else {
            run(search, reader);
        }
        return true;
    }

    private synchronized @Nullable ReplayJob takeFresh() {
        return this.jobs.takeFresh();
    }

    private synchronized @Nullable ReplayJob takeSearching() {
        this.searchesTurn = !this.searchesTurn;
        return this.searchesTurn || this.sweep.isEmpty() ? this.jobs.takeSearching() : null;
    }

    private synchronized void addSearching(ReplayJob job) {
        this.jobs.addSearching(job);
    }

    /** When Kafka does not answer, that is thrown on, since each further question would hold the thread for seconds. */
    private void run(ReplayJob job, LogReader reader) {
        Step step;
        try {
            step = job.step(reader);
        } catch (KafkaException away) {
            addSearching(job);
            throw away;
        } catch (RuntimeException failure) {
            logger.atError()
                    .setCause(failure)
                    .addArgument(this.log.partition())
                    .log("The beginning of a subscription in partition {} could not be found");
            fail(job);
            return;
        } catch (Error failure) {
            addSearching(job);
            throw failure;
        }
        if (step instanceof Step.Again) {
            addSearching(job);
        } else if (step instanceof Step.NotYet) {
            this.context.after(FIRST_PAUSE, () -> add(job));
        } else if (step instanceof Step.NeedsSegment needed) {
            this.sweep.add(needed.offset(), job);
        } else if (step instanceof Step.NeedsTail needed) {
            awaitTail(job, needed.offset());
        }
    }

    private void fail(ReplayJob job) {
        try {
            job.failed();
        } catch (RuntimeException failure) {
            logger.atError().setCause(failure).log("A client could not be told that its subscription has failed");
        }
    }

    /** Serves those who stand next in what the ring has not. */
    private void serveNext(LogReader reader) {
        long position = this.sweep.goOn(ringFrom());
        if (position < 0) {
            return;
        }
        SegmentRead read = readFor(reader, position);
        if (read instanceof SegmentRead.Present present) {
            Segment segment = present.segment();
            this.sweep.takeChecks(segment.from(), segment.to()).forEach(this::add);
            serveAll(position, segment.to(), replay -> replay.serve(segment));
        } else if (read instanceof SegmentRead.Absent absent) {
            Missing missing = absent.missing();
            long from = Math.min(position, missing.from());
            this.sweep.takeChecks(from, missing.next()).forEach(this::add);
            for (Replay replay : this.sweep.takeReplays(from, missing.next())) {
                replay.lose(missing.reason(), missing.next());
                add(replay);
            }
        }
    }

    private SegmentRead readFor(LogReader reader, long position) {
        Segment present = this.context.cached(this.log, position);
        if (present != null) {
            return new SegmentRead.Present(present);
        }
        Replay alone = this.sweep.aloneAt(position, SegmentCache.end(position));
        return alone != null && alone.hasNothingFor(SPARSE)
                ? this.context.withReader(HistoryRead.POINT, point -> this.context.point(point, this.log, position))
                : this.context.segment(reader, this.log, position);
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
                    .addArgument(replay.subscription().destination())
                    .addArgument(replay.subscription().session().id())
                    .log("A message of the history of {} could not be handed to session {}, trying again");
            replay.flush();
            this.context.after(FIRST_PAUSE, () -> add(replay));
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
