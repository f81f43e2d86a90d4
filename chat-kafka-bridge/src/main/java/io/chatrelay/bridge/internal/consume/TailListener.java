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
package io.chatrelay.bridge.internal.consume;

import io.chatrelay.core.cursor.GapReason;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Follows the tail of the log. All methods are called by the one thread of the reader and must not block it. */
public interface TailListener {

    /**
     * The topic is known, or has more partitions than before.
     *
     * @param topicFingerprint identity of the topic, for {@code Position}
     */
    void found(long topicFingerprint, int partitions);

    /** Whose clock the timestamps of the topic are of; told before {@link #found} and {@link #recreated}. */
    void timestampsAre(TimestampType type);

    /** The ids of the Kafka brokers that lead the partitions, -1 for those without one; told when it may have changed. */
    void leaders(List<Integer> byPartition);

    /** The partition is read from an offset on: whatever is written from there on will be handed over. */
    void reading(int partition, long offset);

    /** Kafka does not say where the partition ends, most likely because it has no leader: nothing else waits for it. */
    void unanswered(int partition);

    /** The next record of a partition, in the partition's order. */
    void record(ConsumerRecord<byte[], byte[]> consumerRecord);

    /**
     * What is before an offset has all been handed over, if it was a record: it may be the end of a transaction, or deleted.
     */
    void seen(int partition, long offset);

    /** The records of these partitions that came together have all been handed over. */
    void batchEnded(Set<Integer> partitions);

    /** The offset after the last record of a partition that was handed over. */
    long next(int partition);

    /** The timestamp of a record that was handed over last, or -1 if it is another one or not known. */
    long timestampAt(int partition, long offset);

    /** The latest timestamp of the records that were handed over, or -1 if it is not known. */
    long latestTimestamp(int partition);

    /** Records that would have come next are not there any more; it goes on at another offset. */
    void lost(int partition, GapReason reason, long offset);

    /** The topic was deleted: nothing can be read or written until {@link #recreated}, or {@link #back}. */
    void gone();

    /** The topic is there after all, and is read on. */
    void back();

    /** The topic was deleted and created again; every partition that is read goes on with its first record. */
    void recreated(long topicFingerprint, int partitions);
}
