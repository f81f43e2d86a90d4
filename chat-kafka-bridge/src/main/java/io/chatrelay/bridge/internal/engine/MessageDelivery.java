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

import io.chatrelay.bridge.delivery.Acceptance;
import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.internal.replay.ReplayTarget;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.Selector;
import io.chatrelay.bridge.internal.session.SessionTable;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.core.cursor.GapReason;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one message to one subscription, by the shortest way that its session has. Thread-safe. */
final class MessageDelivery implements ReplayTarget {

    private static final Logger logger = LoggerFactory.getLogger(MessageDelivery.class);

    private final SessionTable sessions;

    private final Subscriptions subscriptions;

    private final ServerFrames frames;

    private final @Nullable UserDestinations users;

    private final LongSupplier clock;

    MessageDelivery(
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

    @Override
    public boolean isFor(Subscription subscription, OutgoingMessage outgoing) {
        RelayedMessage message = outgoing.message();
        String destination = message.destination();
        if (this.users != null && this.users.matches(destination)) {
            return subscription.isPersonal() && targets(this.users, message).contains(subscription.destination());
        }
        return !subscription.isPersonal() && this.subscriptions.matches(subscription.destination(), destination);
    }

    /** Nobody, if the tail could not find out either: it has said so, and gone on. */
    private Set<String> targets(UserDestinations resolving, RelayedMessage message) {
        try {
            return resolving.targets(message.destination(), message.targetSession(), this.sessions);
        } catch (RuntimeException unresolvable) {
            return Set.of();
        }
    }

    @Override
    public boolean isWanted(Subscription subscription, OutgoingMessage outgoing) {
        Selector selector = subscription.selector();
        return selector == null || selector.matches(outgoing.message());
    }

    @Override
    public boolean deliver(Subscription subscription, OutgoingMessage outgoing, @Nullable GapReason gap) {
        ClientSession session = subscription.session();
        if (subscription.isEnded()) {
            return true;
        }
        if (!session.hasRoom()) {
            return false;
        }
        SessionWriter writer = session.writer();
        String destination = destinationFor(subscription, outgoing.message());
        if (writer == null) {
            Runnable arrival = session.beginTransit(outgoing.size());
            session.send(
                    this.frames.message(subscription, destination, outgoing, true, gap, arrival),
                    this.clock.getAsLong());
            return true;
        }
        Acceptance acceptance = writer.append(subscription.start(true, gap), outgoing.frame(destination));
        if (acceptance == Acceptance.REFUSED) {
            return false;
        }
        session.wrote(this.clock.getAsLong());
        return true;
    }

    @Override
    public boolean deliverNew(Subscription subscription, OutgoingMessage outgoing) {
        return deliverNew(subscription, outgoing, null, null, this.clock.getAsLong());
    }

    @Override
    public void flush(Subscription subscription) {
        subscription.session().flush();
    }

    /**
     * Hands over a message of the tail, or one that is not logged.
     *
     * @param gap why something is missing before it, or {@code null}
     * @param batch takes who has to be flushed; if there is none, it leaves at once
     * @return false if there is no room for it, and it is in the log
     */
    boolean deliverNew(
            Subscription subscription,
            OutgoingMessage outgoing,
            @Nullable GapReason gap,
            @Nullable DeliveryBatch batch,
            long nowMillis) {
        ClientSession session = subscription.session();
        if (subscription.isEnded()) {
            return true;
        }
        try {
            String destination = destinationFor(subscription, outgoing.message());
            SessionWriter writer = session.writer();
            if (writer == null) {
                if (outgoing.isLogged() && session.isFull()) {
                    return false;
                }
                Runnable arrival = outgoing.isLogged() ? session.beginTransit(outgoing.size()) : null;
                session.send(this.frames.message(subscription, destination, outgoing, false, gap, arrival), nowMillis);
                return true;
            }
            if (!outgoing.isLogged()) {
                session.send(this.frames.message(subscription, destination, outgoing, false, gap, null), nowMillis);
                return true;
            }
            Acceptance acceptance = writer.append(subscription.start(false, gap), outgoing.frame(destination));
            if (acceptance == Acceptance.REFUSED) {
                return false;
            }
            session.wrote(nowMillis);
            if (batch == null) {
                writer.flush();
            } else if (acceptance == Acceptance.FLUSH_NEEDED) {
                batch.add(writer);
            }
        } catch (RuntimeException failure) {
            // An interceptor of the application, or its executor, has refused this one.
            logger.atError()
                    .setCause(failure)
                    .addKeyValue("sessionId", session.id())
                    .addKeyValue("destination", outgoing.message().destination())
                    .log("A message could not be handed to a session");
        }
        return true;
    }

    /** A pattern gets the message's own destination; a user destination is known to its user as requested. */
    private static String destinationFor(Subscription subscription, RelayedMessage message) {
        return subscription.isPersonal() ? subscription.requestedDestination() : message.destination();
    }
}
