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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.internal.consume.TailListener;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.internal.replay.Replays;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens at the tail of the log, and what that means for the subscriptions of this node. */
final class LogEvents implements TailListener {

    private static final Logger logger = LoggerFactory.getLogger(LogEvents.class);

    private final NodeLog log;

    private final Replays replays;

    private final SessionTable sessions;

    private final Dispatcher dispatcher;

    private final Publisher publisher;

    private final LongAdder recordsRead = new LongAdder();

    LogEvents(NodeLog log, Replays replays, SessionTable sessions, Dispatcher dispatcher, Publisher publisher) {
        this.log = log;
        this.replays = replays;
        this.sessions = sessions;
        this.dispatcher = dispatcher;
        this.publisher = publisher;
    }

    /** How many records the tail has handed over so far. */
    long recordsRead() {
        return this.recordsRead.sum();
    }

    @Override
    public void timestampsAre(TimestampType type) {
        this.publisher.timestampsAre(type);
    }

    @Override
    public void found(long topicFingerprint, int partitions) {
        boolean known = this.log.isFound();
        this.log.found(topicFingerprint, partitions);
        if (!known) {
            this.replays.warmUp();
        }
    }

    private List<Subscription> subscriptions() {
        List<Subscription> all = new ArrayList<>();
        for (ClientSession session : this.sessions.all()) {
            all.addAll(session.subscriptions().values());
        }
        return all;
    }

    @Override
    public void reading(int partition, long offset) {
        this.log.startReading(partition, offset);
        beginWaiting();
    }

    private void beginWaiting() {
        List<NodeLog.Beginning> ready = this.log.takeReady();
        if (!ready.isEmpty()) {
            this.replays.execute(() -> ready.forEach(LogEvents::begin));
        }
    }

    @Override
    public void leaders(List<Integer> byPartition) {
        for (int i = 0; i < byPartition.size(); i++) {
            PartitionLog partition = this.log.partition(i);
            if (partition != null) {
                partition.leader(byPartition.get(i));
            }
        }
    }

    @Override
    public void unanswered(int partition) {
        PartitionLog present = this.log.partition(partition);
        if (present != null) {
            present.unanswered();
        }
    }

    private static void begin(NodeLog.Beginning beginning) {
        try {
            beginning.begin();
        } catch (RuntimeException failure) {
            logger.atError().setCause(failure).log("A subscription could not be made");
        }
    }

    @Override
    public void record(ConsumerRecord<byte[], byte[]> consumerRecord) {
        this.recordsRead.increment();
        this.dispatcher.dispatch(consumerRecord);
    }

    @Override
    public void seen(int partition, long offset) {
        PartitionLog present = this.log.partition(partition);
        if (present != null) {
            present.lock().lock();
            try {
                present.seen(offset);
            } finally {
                present.lock().unlock();
            }
        }
    }

    @Override
    public void batchEnded(Set<Integer> partitions) {
        this.dispatcher.flush();
        this.log.batchEnded(partitions.stream()
                .map(this.log::partition)
                .filter(Objects::nonNull)
                .toList());
    }

    @Override
    public long next(int partition) {
        PartitionLog present = this.log.partition(partition);
        if (present == null) {
            return 0;
        }
        present.lock().lock();
        try {
            return present.ring().to();
        } finally {
            present.lock().unlock();
        }
    }

    @Override
    public long timestampAt(int partition, long offset) {
        PartitionLog present = this.log.partition(partition);
        if (present == null) {
            return Position.NO_TIMESTAMP;
        }
        present.lock().lock();
        try {
            Position last = present.position(0);
            return last.offset() == offset ? last.timestamp() : Position.NO_TIMESTAMP;
        } finally {
            present.lock().unlock();
        }
    }

    @Override
    public long latestTimestamp(int partition) {
        PartitionLog present = this.log.partition(partition);
        return present == null ? Position.NO_TIMESTAMP : present.latestTimestamp();
    }

    @Override
    public void lost(int partition, GapReason reason, long offset) {
        if (reason == GapReason.TRUNCATED) {
            this.publisher.logTruncated();
        }
        PartitionLog present = this.log.partition(partition);
        if (present != null) {
            restart(present, reason, offset);
        }
    }

    @Override
    public void gone() {
        this.log.gone(true);
        this.publisher.suspend();
    }

    @Override
    public void back() {
        this.log.gone(false);
        beginWaiting();
    }

    @Override
    public void recreated(long topicFingerprint, int partitions) {
        this.log.gone(false);
        this.log.found(topicFingerprint, partitions);
        // A destination may be in another partition than before, and what that one has comes after the gap, too.
        for (Subscription subscription : subscriptions()) {
            if (subscription.isPlain() && subscription.isStarted()) {
                subscription.cursor(
                        this.log.partitionOf(subscription.destination()).partition());
            }
        }
        for (PartitionLog partition : this.log.partitions()) {
            restart(partition, GapReason.TOPIC_RECREATED, 0);
        }
        beginWaiting();
    }

    private void restart(PartitionLog partition, GapReason reason, long offset) {
        partition.lock().lock();
        try {
            // With the lock held: one that has just begun here did so before, and one that is about to sees what
            // happened.
            List<Subscription> all = subscriptions();
            if (partition.isReading()) {
                this.log.restart(partition, offset);
            }
            for (Subscription subscription : all) {
                Cursor cursor = subscription.presentCursor(partition.partition());
                if (cursor != null && subscription.isStarted()) {
                    cursor.lose(reason, offset);
                    subscription.cursorMoved();
                }
            }
        } finally {
            partition.lock().unlock();
        }
        this.replays.forget(partition.partition());
        this.log.batchEnded(List.of(partition));
    }
}
