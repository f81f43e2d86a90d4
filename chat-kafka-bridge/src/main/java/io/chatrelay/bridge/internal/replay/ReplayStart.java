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
import io.chatrelay.core.cursor.SubscribeFrom;
import io.chatrelay.core.log.Position;
import io.chatrelay.core.log.TopicFingerprint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a subscription begins, and how much there is up to its end if it has one; then says so to the client and
 * lets it read. Steps may be repeated.
 */
final class ReplayStart implements ReplayJob {

    private final ReplayRequest request;

    private final PartitionLog log;

    private final ReplayContext context;

    private final PartitionReplays replays;

    private final ReplayTarget target;

    private final long cameNanos;

    private @Nullable LastMessages last;

    /** Whether the tail had the time to come to where the log ended when this one came. */
    private boolean tailAwaited;

    /** How often the log had gone on elsewhere when the beginning was looked for. */
    private int restarts = -1;

    private @Nullable Beginning beginning;

    /** When the log was first found to be another one than it was. */
    private @Nullable Long doubtedNanos;

    /** How far the messages up to the end are counted, and how many there are. */
    private long countedTo;

    private int count;

    /** Whether the first message was seen that is not before the time that was asked for. */
    private boolean inTime;

    ReplayStart(
            ReplayRequest request,
            PartitionLog log,
            ReplayContext context,
            PartitionReplays replays,
            ReplayTarget target) {
        this.request = request;
        this.log = log;
        this.context = context;
        this.replays = replays;
        this.target = target;
        this.cameNanos = context.nanoTime();
        this.last = search();
    }

    private @Nullable LastMessages search() {
        return this.request.from() instanceof SubscribeFrom.Last newest
                ? new LastMessages(this.log, destination(), newest.count(), end(), this.context.mostSearched())
                : null;
    }

    private String destination() {
        return this.request.subscription().destination();
    }

    private long end() {
        Position until = this.request.until();
        return until == null ? Cursor.ENDLESS : until.offset();
    }

    @Override
    public String sessionId() {
        return this.request.subscription().session().id();
    }

    @Override
    public Step step(LogReader reader) {
        if (this.request.subscription().isEnded()) {
            return Step.DONE;
        }
        forgetIfRestarted();
        if (this.beginning == null) {
            Step search = find(reader);
            Beginning found = this.beginning;
            if (found == null) {
                return search;
            }
            if (found.gap() == GapReason.TRUNCATED && mayBeRecreated()) {
                this.beginning = null;
                return Step.NOT_YET;
            }
            this.countedTo = found.offset();
        }
        Beginning found = Objects.requireNonNull(this.beginning);
        if (this.request.until() == null) {
            return begin(found, null);
        }
        return countMore(reader, found) ? begin(found, this.count) : Step.AGAIN;
    }

    /** A topic that was deleted and created again looks truncated until the node notices. */
    private boolean mayBeRecreated() {
        long now = this.context.nanoTime();
        Long doubted = this.doubtedNanos;
        if (doubted == null) {
            doubted = now;
            this.doubtedNanos = now;
        }
        return now - doubted < this.context.node().topicNoticed().toNanos();
    }

    /** Offsets that were found before the log went on elsewhere mean nothing after it. */
    private void forgetIfRestarted() {
        int present = restartsNow();
        if (present != this.restarts) {
            this.restarts = present;
            this.beginning = null;
            this.last = search();
            this.tailAwaited = false;
            this.count = 0;
            this.inTime = false;
        }
    }

    private int restartsNow() {
        this.log.lock().lock();
        try {
            return this.log.ring().restarts();
        } finally {
            this.log.lock().unlock();
        }
    }

    /** Looks for the beginning, and notes it when it is found. */
    private Step find(LogReader reader) {
        GapReason foreign = foreignEnd();
        int partition = this.log.partition();
        SubscribeFrom from = this.request.from();
        if (foreign != null) {
            this.beginning = Beginning.afterGap(foreign, Cursor.ENDLESS);
        } else if (this.last != null) {
            return findLast(reader, this.last);
        } else if (from instanceof SubscribeFrom.After after) {
            ResumeCheck.Answer answer =
                    new ResumeCheck(this.context, this.log, destination()).beginning(reader, after.position());
            this.beginning = answer.beginning();
            return answer.otherwise();
        } else if (from instanceof SubscribeFrom.Since since) {
            long timestamp = since.time().toEpochMilli();
            this.beginning = Beginning.since(reader.firstSince(partition, timestamp), timestamp);
        } else {
            this.beginning = Beginning.at(this.context.beginning(reader, this.log));
        }
        return Step.AGAIN;
    }

    /** What another node has confirmed counts, although the tail of this one may have yet to bring it. */
    private Step findLast(LogReader reader, LastMessages search) {
        if (!this.tailAwaited) {
            this.tailAwaited = true;
            return new Step.NeedsTail(Math.min(end(), this.context.end(reader, this.log, this.cameNanos)));
        }
        if (search.step(this.context, this.context.beginning(reader, this.log))) {
            GapReason gap = search.gap();
            this.beginning = gap == null ? Beginning.at(search.first()) : Beginning.afterGap(gap, search.first());
        }
        return Step.AGAIN;
    }

    /** Why the end is none of this log: then there is nothing up to it. */
    private @Nullable GapReason foreignEnd() {
        Position until = this.request.until();
        long fingerprint = this.context.node().topicFingerprint();
        if (until == null || until.topicFingerprint() == fingerprint && until.partition() == this.log.partition()) {
            return null;
        }
        return until.topicFingerprint() != fingerprint
                        && TopicFingerprint.sameName(until.topicFingerprint(), fingerprint)
                ? GapReason.TOPIC_RECREATED
                : GapReason.UNKNOWN_POSITION;
    }

    /** Counts what the next segment has; returns whether all is counted. */
    private boolean countMore(LogReader reader, Beginning found) {
        Subscription subscription = this.request.subscription();
        if (this.last != null && subscription.selector() == null) {
            this.count = this.last.found();
            return true;
        }
        long end = Math.min(end(), reader.end(this.log.partition()));
        if (this.countedTo >= end) {
            return true;
        }
        SegmentRead read = this.context.segment(reader, this.log, this.countedTo);
        if (read instanceof SegmentRead.Present present) {
            Segment segment = present.segment();
            for (OutgoingMessage message : segment.of(destination()).records()) {
                if (message.offset() >= this.countedTo && message.offset() < end && isCounted(message, found)) {
                    this.count++;
                }
            }
            this.countedTo = segment.to();
        } else if (read instanceof SegmentRead.Absent absent) {
            Missing missing = absent.missing();
            if (missing.reason() == GapReason.RETENTION) {
                // Retention works while it is counted: begin again where the log begins now.
                this.beginning = Beginning.afterGap(GapReason.RETENTION, missing.next());
                this.count = 0;
                this.inTime = false;
            }
            this.countedTo = missing.next();
            return false;
        }
        return this.countedTo >= end;
    }

    private boolean isCounted(OutgoingMessage message, Beginning found) {
        Long timestamp = message.timestamp();
        this.inTime |=
                found.notBefore() == Position.NO_TIMESTAMP || timestamp != null && timestamp >= found.notBefore();
        return this.inTime && this.target.isWanted(this.request.subscription(), message);
    }

    /** Begins, unless the log has just gone on elsewhere. */
    private Step begin(Beginning found, @Nullable Integer messages) {
        Subscription subscription = this.request.subscription();
        Cursor cursor = new Cursor(boundedEnd());
        Replay replay = new Replay(subscription, this.log, cursor, this.target, found.notBefore());
        this.log.lock().lock();
        try {
            if (this.log.ring().restarts() != this.restarts) {
                return Step.AGAIN;
            }
            GapReason gap = found.gap();
            boolean told = this.request.answer().begins(positionOf(found), gap, messages);
            if (gap != null && !told) {
                cursor.lose(gap, found.offset());
            }
            if (this.request.until() != null) {
                subscription.setBounded();
            }
            cursor.start(found.offset());
            subscription.put(this.log.partition(), cursor);
            subscription.begin();
        } finally {
            this.log.lock().unlock();
        }
        if (!cursor.isClosed()) {
            this.replays.add(replay);
        }
        return Step.DONE;
    }

    /** Where it ends, which may not be behind what there was when its messages were counted. */
    private long boundedEnd() {
        this.log.lock().lock();
        try {
            return this.request.until() == null
                    ? Cursor.ENDLESS
                    : Math.min(end(), Math.max(this.log.ring().to(), this.countedTo));
        } finally {
            this.log.lock().unlock();
        }
    }

    /** The place before the first message, which the client may come back to. */
    private Position positionOf(Beginning found) {
        Position named = found.position();
        if (named != null) {
            return named;
        }
        long fingerprint = this.context.node().topicFingerprint();
        Position tail = this.log.position(fingerprint);
        return found.offset() == Cursor.ENDLESS || found.offset() - 1 == tail.offset()
                ? tail
                : new Position(fingerprint, this.log.partition(), found.offset() - 1, Position.NO_TIMESTAMP);
    }

    @Override
    public void failed() {
        this.request.answer().failed();
    }
}
