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
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.cursor.TailRing;
import io.chatrelay.core.log.Position;
import io.chatrelay.core.log.TopicFingerprint;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether everything after a position that a client gave back is there. What the node has in memory answers for
 * most; else Kafka is asked, and the record at the position is looked at: a log that was truncated and written again has
 * another one there, or none.
 */
final class ResumeCheck {

    private final ReplayContext context;

    private final PartitionLog log;

    private final String destination;

    ResumeCheck(ReplayContext context, PartitionLog log, String destination) {
        this.context = context;
        this.log = log;
        this.destination = destination;
    }

    /**
     * Where a subscription begins, or what has to be done before that is known.
     *
     * @param beginning null if it is not known yet
     * @param otherwise the step that helps then
     */
    record Answer(@Nullable Beginning beginning, Step otherwise) {}

    private static Answer known(Beginning beginning) {
        return new Answer(beginning, Step.AGAIN);
    }

    Answer beginning(LogReader reader, Position position) {
        long fingerprint = this.context.node().topicFingerprint();
        if (position.topicFingerprint() != fingerprint) {
            return known(
                    TopicFingerprint.sameName(position.topicFingerprint(), fingerprint)
                            ? Beginning.afterGap(GapReason.TOPIC_RECREATED, this.context.beginning(reader, this.log))
                            : newerThan(reader, position, GapReason.UNKNOWN_POSITION));
        }
        if (position.partition() != this.log.partition()) {
            return known(newerThan(reader, position, GapReason.UNKNOWN_POSITION));
        }
        long next = position.offset() + 1;
        long beginning = logBeginning(reader, position);
        if (next <= beginning) {
            return known(
                    next == beginning || nextMessage(next) >= beginning
                            ? Beginning.after(position)
                            : Beginning.afterGap(GapReason.RETENTION, beginning));
        }
        Boolean there = isKnown(position);
        if (there != null) {
            return known(there ? Beginning.after(position) : newerThan(reader, position, GapReason.TRUNCATED));
        }
        return askKafka(reader, position);
    }

    /** While Kafka does not answer, nothing is deleted either: those whose place is in memory need not wait for it. */
    private long logBeginning(LogReader reader, Position position) {
        try {
            return this.context.beginning(reader, this.log);
        } catch (TimeoutException away) {
            if (Boolean.TRUE.equals(isKnown(position))) {
                return 0;
            }
            throw away;
        }
    }

    /** Whether the position is this log's, as far as what is in memory tells. */
    private @Nullable Boolean isKnown(Position position) {
        this.log.lock().lock();
        try {
            if (position.equals(this.log.position(position.topicFingerprint()))) {
                return true;
            }
            TailRing<OutgoingMessage> ring = this.log.ring();
            OutgoingMessage there = ring.find(position.offset());
            if (there != null) {
                return isSame(position, there);
            }
            boolean wouldBeThere = position.offset() >= ring.from() && position.offset() < ring.to();
            return wouldBeThere && position.timestamp() != Position.NO_TIMESTAMP ? false : null;
        } finally {
            this.log.lock().unlock();
        }
    }

    private static boolean isSame(Position position, OutgoingMessage there) {
        Long timestamp = there.timestamp();
        return position.timestamp() == Position.NO_TIMESTAMP || timestamp != null && timestamp == position.timestamp();
    }

    private Answer askKafka(LogReader reader, Position position) {
        int partition = this.log.partition();
        long next = position.offset() + 1;
        if (next > tail() && next > reader.end(partition)) {
            return known(newerThan(reader, position, GapReason.TRUNCATED));
        }
        if (position.timestamp() == Position.NO_TIMESTAMP) {
            return known(Beginning.after(position));
        }
        Missing missing = this.context.missingAt(this.log, position.offset());
        if (missing != null) {
            return known(Beginning.afterGap(missing.reason(), missing.next()));
        }
        Segment segment = this.context.cached(this.log, position.offset());
        if (segment == null && next > tail()) {
            SegmentRead read = this.context.segment(reader, this.log, position.offset());
            if (read instanceof SegmentRead.Absent absent) {
                return known(Beginning.afterGap(
                        absent.missing().reason(), absent.missing().next()));
            }
            segment = ((SegmentRead.Present) read).segment();
        }
        if (segment == null) {
            return new Answer(null, new Step.NeedsSegment(position.offset()));
        }
        OutgoingMessage there = segment.at(position.offset());
        return known(
                there != null && isSame(position, there)
                        ? Beginning.after(position)
                        : newerThan(reader, position, GapReason.TRUNCATED));
    }

    private long tail() {
        this.log.lock().lock();
        try {
            return this.log.ring().to();
        } finally {
            this.log.lock().unlock();
        }
    }

    /** The first message of the destination from an offset on, as far as the index knows, or the offset itself. */
    private long nextMessage(long offset) {
        this.log.lock().lock();
        try {
            return this.log
                    .index()
                    .next(this.destination, offset, this.log.ring().to());
        } finally {
            this.log.lock().unlock();
        }
    }

    /** The best that can be done for a lost place: what was written after the time of the message that was there. */
    private Beginning newerThan(LogReader reader, Position position, GapReason reason) {
        int partition = this.log.partition();
        long offset = position.timestamp() == Position.NO_TIMESTAMP
                ? reader.end(partition)
                : reader.firstSince(partition, position.timestamp() + 1);
        return Beginning.afterGap(reason, offset);
    }
}
