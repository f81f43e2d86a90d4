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

import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.log.TailMark;
import io.chatrelay.bridge.internal.replay.ReplayRequest;
import io.chatrelay.bridge.internal.replay.Replays;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.Cursor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a subscription: answers the SUBSCRIBE and puts a cursor where the tail stood when the frame was read, or lets the
 * replays find the place that its {@code from} names.
 *
 * <p>For example, the frame was read with the tail at 100, and two messages of its destination came before it was handled:
 * the RECEIPT has the position before 100, and the two messages follow it.
 */
final class SubscriptionBeginning implements NodeLog.Beginning {

    private final Subscription subscription;

    private final @Nullable TailMark mark;

    private final ReplayHeaders range;

    private final SubscriptionAnswer answer;

    private final NodeLog log;

    private final Replays replays;

    private final @Nullable UserDestinations users;

    /** @param mark where the tail stood when the frame was read, or {@code null} for where it stands */
    SubscriptionBeginning(
            Subscription subscription,
            @Nullable TailMark mark,
            ReplayHeaders range,
            SubscriptionAnswer answer,
            NodeLog log,
            Replays replays,
            @Nullable UserDestinations users) {
        this.subscription = subscription;
        this.mark = mark;
        this.range = range;
        this.answer = answer;
        this.log = log;
        this.replays = replays;
        this.users = users;
    }

    @Override
    public boolean isReady() {
        return needed().stream().allMatch(PartitionLog::isReading);
    }

    /** The partitions that messages for the subscription can be in. */
    private List<PartitionLog> needed() {
        if (this.subscription.isPlain()) {
            return List.of(this.log.partitionOf(this.subscription.destination()));
        }
        List<String> destinations = this.subscription.isPersonal() && this.users != null
                ? this.users.logDestinations(this.subscription.requestedDestination(), this.subscription.session())
                : null;
        return destinations == null
                ? List.of(this.log.partitions())
                : destinations.stream().map(this.log::partitionOf).toList();
    }

    @Override
    public void begin() {
        if (this.subscription.isEnded()) {
            return;
        }
        if (!this.subscription.isPlain()) {
            beginInAll();
            return;
        }
        PartitionLog partition = this.log.partitionOf(this.subscription.destination());
        if (this.range.isNow()) {
            beginIn(partition);
        } else {
            this.replays.begin(
                    new ReplayRequest(this.subscription, this.range.from(), this.range.until(), this.answer),
                    partition);
        }
    }

    private void beginIn(PartitionLog partition) {
        partition.lock().lock();
        try {
            long start = partition.startOf(this.mark);
            this.answer.begins(partition.positionBefore(start, this.log.topicFingerprint()), null, null);
            this.subscription.put(partition.partition(), new Cursor());
            this.subscription.begin();
            this.replays.beginAt(this.subscription, partition, start);
        } finally {
            partition.lock().unlock();
        }
    }

    /** The cursors wait until the RECEIPT is queued, so that none of the partitions delivers before it. */
    private void beginInAll() {
        List<PartitionLog> partitions = Arrays.stream(this.log.partitions())
                .filter(PartitionLog::isReading)
                .toList();
        partitions.forEach(partition -> this.subscription.put(partition.partition(), new Cursor()));
        this.answer.confirm(Map.of(SubscriptionAnswer.RECOVERED, "true"));
        this.subscription.begin();
        for (PartitionLog partition : partitions) {
            partition.lock().lock();
            try {
                this.replays.beginAt(this.subscription, partition, partition.startOf(this.mark));
            } finally {
                partition.lock().unlock();
            }
        }
    }
}
