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

import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.internal.record.UnreadableRecordException;
import io.chatrelay.bridge.internal.replay.Replays;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.core.cursor.Cursor;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to the sessions that subscribed to them: what comes from the tail of the log, in the log's order. */
final class Dispatcher {

    private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);

    private static final int MOST_CAUSES = 100;

    private final SessionTable sessions;

    private final Subscriptions subscriptions;

    private final MessageDelivery delivery;

    private final NodeLog log;

    private final Replays replays;

    /** Of the thread that reads the log. */
    private final DeliveryBatch batch;

    private final @Nullable UserDestinations users;

    private final LongSupplier clock;

    /** Why records could not be read or delivered, each said once. */
    private final Set<String> reportedCauses = ConcurrentHashMap.newKeySet();

    private final String localIdPrefix = "local-" + UUID.randomUUID().toString().substring(0, 8) + "-";

    private final AtomicLong localIds = new AtomicLong();

    Dispatcher(
            SessionTable sessions,
            Subscriptions subscriptions,
            MessageDelivery delivery,
            NodeLog log,
            Replays replays,
            SessionWriters writers,
            @Nullable UserDestinations users,
            LongSupplier clock) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.delivery = delivery;
        this.log = log;
        this.replays = replays;
        this.batch = new DeliveryBatch(writers);
        this.users = users;
        this.clock = clock;
    }

    /** Delivers one record of the log. A record that is not ours, or that one session chokes on, harms nothing else. */
    void dispatch(ConsumerRecord<byte[], byte[]> logged) {
        PartitionLog partition = this.log.partition(logged.partition());
        if (partition == null) {
            return;
        }
        this.batch.recordStarts();
        OutgoingMessage message = read(logged);
        partition.lock().lock();
        try {
            if (message == null) {
                partition.advance(logged.offset() + 1);
            } else {
                this.log.append(partition, message, logged.timestamp());
                deliver(partition, message);
            }
        } catch (IllegalArgumentException unreadable) {
            reportUnreadable(logged, unreadable);
        } catch (RuntimeException | StackOverflowError failure) {
            // Most likely the application's own resolver of user destinations.
            if (isNew(failure.toString())) {
                logger.atError()
                        .setCause(failure)
                        .addKeyValue("topic", logged.topic())
                        .addKeyValue("partition", logged.partition())
                        .addKeyValue("offset", logged.offset())
                        .log("A message could not be delivered; others that fail like it are not mentioned");
            }
        } finally {
            partition.lock().unlock();
        }
    }

    private @Nullable OutgoingMessage read(ConsumerRecord<byte[], byte[]> logged) {
        try {
            return OutgoingMessage.logged(logged, this.log.topicFingerprint());
        } catch (UnreadableRecordException | IllegalArgumentException unreadable) {
            reportUnreadable(logged, unreadable);
            return null;
        }
    }

    private void deliver(PartitionLog partition, OutgoingMessage message) {
        String destination = message.message().destination();
        if (this.users == null || !this.users.matches(destination)) {
            deliver(partition, this.subscriptions.find(destination), message);
            return;
        }
        String targetSession = message.message().targetSession();
        for (String target : this.users.targets(destination, targetSession, this.sessions)) {
            deliver(partition, this.subscriptions.findPersonal(target), message);
        }
    }

    private void deliver(PartitionLog partition, List<Subscription> subscribers, OutgoingMessage message) {
        long now = this.clock.getAsLong();
        for (Subscription subscription : subscribers) {
            try {
                deliver(partition, subscription, message, now);
            } catch (Error failure) {
                // The log has it: whoever did not get it reads it there, and the next ones get it now.
                fallBehind(partition, subscription, message);
                logger.atError()
                        .setCause(failure)
                        .addArgument(subscription.session().id())
                        .log("A message could not be handed to session {}, it is read again from the log");
            }
        }
    }

    private void deliver(PartitionLog partition, Subscription subscription, OutgoingMessage message, long now) {
        if (!this.delivery.isWanted(subscription, message)) {
            return;
        }
        if (!subscription.isFlowing()) {
            deliverWithCare(partition, subscription, message, now);
        } else if (!this.delivery.deliverNew(subscription, message, null, this.batch, now)) {
            fallBehind(partition, subscription, message);
        }
    }

    /** Something is up with one of the subscription's cursors, maybe not the one in this partition. */
    private void deliverWithCare(
            PartitionLog partition, Subscription subscription, OutgoingMessage message, long nowMillis) {
        if (!subscription.isStarted()) {
            return;
        }
        Cursor cursor = subscription.cursor(partition.partition());
        if (!cursor.isLive()) {
            return;
        }
        if (!this.delivery.deliverNew(subscription, message, cursor.gap(), this.batch, nowMillis)) {
            fallBehind(partition, subscription, message);
        } else if (cursor.gap() != null) {
            cursor.gapTold();
            subscription.cursorMoved();
        }
    }

    private void fallBehind(PartitionLog partition, Subscription subscription, OutgoingMessage message) {
        Cursor cursor = subscription.cursor(partition.partition());
        this.replays.fallBehind(subscription, partition, cursor, message.offset());
    }

    /** Lets leave what {@link #dispatch} has delivered since the last call. On the same thread. */
    void flush() {
        this.batch.flush();
    }

    /** Delivers a message that is for one session of this node only and is not kept in the log. */
    void deliverLocally(Set<String> translatedDestinations, RelayedMessage message) {
        OutgoingMessage outgoing = OutgoingMessage.local(message, this.localIdPrefix + this.localIds.incrementAndGet());
        long now = this.clock.getAsLong();
        for (String destination : translatedDestinations) {
            for (Subscription subscription : this.subscriptions.findPersonal(destination)) {
                if (this.delivery.isWanted(subscription, outgoing)) {
                    this.delivery.deliverNew(subscription, outgoing, null, null, now);
                }
            }
        }
    }

    private boolean isNew(String cause) {
        return this.reportedCauses.size() < MOST_CAUSES && this.reportedCauses.add(cause);
    }

    private void reportUnreadable(ConsumerRecord<byte[], byte[]> logged, RuntimeException unreadable) {
        String cause = String.valueOf(unreadable.getMessage());
        if (isNew(cause)) {
            logger.atWarn()
                    .addKeyValue("topic", logged.topic())
                    .addKeyValue("partition", logged.partition())
                    .addKeyValue("offset", logged.offset())
                    .addKeyValue("cause", cause)
                    .log("A record of the topic is no message and is left out; others like it are not mentioned");
        }
    }
}
