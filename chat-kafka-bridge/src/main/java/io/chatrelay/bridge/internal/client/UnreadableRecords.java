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
package io.chatrelay.bridge.internal.client;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Records that Kafka's consumer cannot hand over: a batch with a wrong checksum, or in a compression that this JVM cannot load.
 * The consumer throws at such a batch on each poll, and does not say where it ends.
 *
 * <p>The end is found by tries, in steps that double and are then halved: behind a damaged batch with offsets 100 to 119 it is
 * found with some ten of them. A second damaged batch close behind the first may hide good records between the two; whoever
 * steps over says that there is a gap.
 */
public final class UnreadableRecords {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;

    private final TopicPartition partition;

    private final LongSupplier nanoTime;

    private UnreadableRecords(Consumer<byte[], byte[]> consumer, TopicPartition partition, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.partition = partition;
        this.nanoTime = nanoTime;
    }

    /** Whether a consumer that throws this will throw it again at the same place, however often it is asked. */
    public static boolean isCauseOf(Throwable failure) {
        if (failure instanceof CorruptRecordException || failure instanceof LinkageError) {
            return true;
        }
        return failure instanceof KafkaException
                && !(failure instanceof RetriableException)
                && !(failure instanceof InvalidOffsetException)
                && !(failure instanceof AuthorizationException)
                && !(failure instanceof AuthenticationException)
                && !(failure instanceof InterruptException)
                && !(failure instanceof WakeupException);
    }

    /**
     * Returns the first offset from which the partition can be read again; waits for Kafka. The consumer, which is assigned the
     * partition, is left anywhere.
     *
     * @param damaged an offset at which the consumer throws
     * @throws TimeoutException if Kafka does not answer
     */
    public static long endAfter(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long damaged, LongSupplier nanoTime) {
        return new UnreadableRecords(consumer, partition, nanoTime).endAfter(damaged);
    }

    private long endAfter(long damaged) {
        long end = this.consumer.endOffsets(Set.of(this.partition)).getOrDefault(this.partition, damaged + 1);
        long unreadable = damaged;
        long readable = end;
        for (long step = 1; unreadable + step < end; step *= 2) {
            if (isReadable(unreadable + step)) {
                readable = unreadable + step;
                break;
            }
            unreadable += step;
        }
        while (readable - unreadable > 1) {
            long middle = unreadable + (readable - unreadable) / 2;
            if (isReadable(middle)) {
                readable = middle;
            } else {
                unreadable = middle;
            }
        }
        return Math.max(readable, damaged + 1);
    }

    private boolean isReadable(long offset) {
        this.consumer.seek(this.partition, offset);
        long began = this.nanoTime.getAsLong();
        while (this.nanoTime.getAsLong() - began < PATIENCE.toNanos()) {
            try {
                if (!this.consumer.poll(POLL_TIMEOUT).isEmpty() || this.consumer.position(this.partition) > offset) {
                    return true;
                }
            } catch (KafkaException | LinkageError failure) {
                if (isCauseOf(failure)) {
                    return false;
                }
                throw failure;
            }
        }
        throw new TimeoutException("Kafka has not handed over what is there");
    }
}
