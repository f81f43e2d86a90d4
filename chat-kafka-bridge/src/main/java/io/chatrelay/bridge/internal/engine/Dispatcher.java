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

import io.chatrelay.bridge.internal.record.RecordCodec;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.internal.record.UnreadableRecordException;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.Selector;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.core.log.Position;
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
import org.springframework.messaging.Message;

/** Hands messages to the sessions that subscribed to them: what comes from the log, in the log's order. */
final class Dispatcher {

    private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);

    private static final int MOST_CAUSES = 100;

    private final SessionTable sessions;

    private final Subscriptions subscriptions;

    private final ServerFrames frames;

    private final @Nullable UserDestinations users;

    private final LongSupplier clock;

    /** Why records could not be read or delivered, each said once. */
    private final Set<String> reportedCauses = ConcurrentHashMap.newKeySet();

    private final String localIdPrefix = "local-" + UUID.randomUUID().toString().substring(0, 8) + "-";

    private final AtomicLong localIds = new AtomicLong();

    Dispatcher(
            SessionTable sessions,
            Subscriptions subscriptions,
            ServerFrames frames,
            @Nullable UserDestinations users,
            LongSupplier clock) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.frames = frames;
        this.users = users;
        this.clock = clock;
    }

    /** Delivers one record of the log. A record that is not ours, or that one session chokes on, harms nothing else. */
    void dispatch(ConsumerRecord<byte[], byte[]> logged, long topicFingerprint) {
        try {
            RelayedMessage message = RecordCodec.fromRecord(logged);
            String id =
                    new Position(topicFingerprint, logged.partition(), logged.offset(), logged.timestamp()).toString();
            if (this.users != null && this.users.matches(message.destination())) {
                for (String target :
                        this.users.targets(message.destination(), message.targetSession(), this.sessions)) {
                    deliver(this.subscriptions.findPersonal(target), message, id, logged.timestamp());
                }
            } else {
                deliver(this.subscriptions.find(message.destination()), message, id, logged.timestamp());
            }
        } catch (UnreadableRecordException | IllegalArgumentException unreadable) {
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
        }
    }

    /** Delivers a message that is for one session of this node only and is not kept in the log. */
    void deliverLocally(Set<String> translatedDestinations, RelayedMessage message) {
        String id = this.localIdPrefix + this.localIds.incrementAndGet();
        for (String destination : translatedDestinations) {
            deliver(this.subscriptions.findPersonal(destination), message, id, null);
        }
    }

    private void deliver(List<Subscription> subscribers, RelayedMessage message, String id, @Nullable Long timestamp) {
        for (Subscription subscription : subscribers) {
            Selector selector = subscription.selector();
            if (selector == null || selector.matches(message)) {
                subscription.deliver(() -> send(subscription, message, id, timestamp));
            }
        }
    }

    private void send(Subscription subscription, RelayedMessage message, String id, @Nullable Long timestamp) {
        ClientSession session = subscription.session();
        if (session.isEnded() || subscription.isEnded()) {
            return;
        }
        try {
            Message<byte[]> frame =
                    this.frames.message(subscription, destinationFor(subscription, message), message, id, timestamp);
            session.send(frame, this.clock.getAsLong());
        } catch (RuntimeException failure) {
            // An interceptor of the application, or its executor, has refused this one.
            logger.atError()
                    .setCause(failure)
                    .addKeyValue("sessionId", session.id())
                    .addKeyValue("destination", message.destination())
                    .log("A message could not be handed to a session");
        }
    }

    /** A pattern gets the message's own destination; a user destination is known to its user as requested. */
    private String destinationFor(Subscription subscription, RelayedMessage message) {
        return subscription.destination().equals(subscription.requestedDestination())
                ? message.destination()
                : subscription.requestedDestination();
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
