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
package io.chatrelay.bridge.internal.publish;

import io.chatrelay.core.log.Position;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * One hand-over of a message to the producer. With {@code max.block.ms=0} a producer that does not know the topic says so inside
 * of {@code send}: such a message is given back instead of being failed.
 */
final class SendAttempt implements Callback {

    /** What becomes of messages; called by the thread that hands over or by the producer's. */
    interface Outcome {

        /** Whose clock the timestamps of the log are of, as far as it is known. */
        TimestampType timestampType();

        /** The message is in the log. */
        void written(Publication publication, RecordMetadata place);

        /** The message will not be written, as far as the producer knows. */
        void failed(Publication publication, Exception failure);
    }

    private final Publication publication;

    private final long timestamp;

    private final LongSupplier nanoTime;

    private final Outcome outcome;

    /** Until the hand-over is over. */
    private volatile boolean sending = true;

    private volatile boolean givenBack;

    /**
     * @param timestamp of the record, in epoch milliseconds
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    SendAttempt(Publication publication, long timestamp, LongSupplier nanoTime, Outcome outcome) {
        this.publication = publication;
        this.timestamp = timestamp;
        this.nanoTime = nanoTime;
        this.outcome = outcome;
    }

    /** Ends the hand-over; whether the message came back. */
    boolean returned() {
        this.sending = false;
        return this.givenBack;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception failure) {
        if (failure == null && place != null) {
            this.outcome.written(this.publication, withRightTimestamp(place));
        } else if (isMissingMetadata(failure)) {
            this.givenBack = true;
        } else if (failure != null) {
            this.outcome.failed(this.publication, failure);
        }
    }

    /**
     * Of a batch that it has got twice, as after it was killed, Kafka tells the timestamp of the newest record for all of
     * them.
     */
    private RecordMetadata withRightTimestamp(RecordMetadata place) {
        TimestampType type = this.outcome.timestampType();
        if (place.timestamp() == this.timestamp || type == TimestampType.LOG_APPEND_TIME) {
            return place;
        }
        return new RecordMetadata(
                new TopicPartition(place.topic(), place.partition()),
                place.offset(),
                0,
                type == TimestampType.CREATE_TIME ? this.timestamp : Position.NO_TIMESTAMP,
                place.serializedKeySize(),
                place.serializedValueSize());
    }

    private boolean isMissingMetadata(@Nullable Exception failure) {
        return this.sending
                && failure instanceof TimeoutException
                && !(failure instanceof BufferExhaustedException)
                && !this.publication.isOverdue(this.nanoTime.getAsLong());
    }
}
