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

import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.InvalidSelectorException;
import io.chatrelay.bridge.internal.session.Selector;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

/** What SUBSCRIBE and UNSUBSCRIBE do. */
final class SubscriptionFrames {

    private final BrokerHost host;

    private final SessionFrames sessions;

    private final Subscriptions subscriptions;

    private final LogReadiness log;

    SubscriptionFrames(BrokerHost host, SessionFrames sessions, Subscriptions subscriptions, LogReadiness log) {
        this.host = host;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.log = log;
    }

    /**
     * @param destination what to look the subscription up by
     * @param requested what the client asked for; differs for a user destination, which is translated per session
     */
    void subscribe(Message<?> message, @Nullable String destination, @Nullable String requested) {
        ClientSession session = this.sessions.sessionOf(message);
        if (session == null) {
            return;
        }
        String receipt = FrameHeaders.receipt(message);
        String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        if (destination == null || requested == null || destination.isBlank()) {
            this.sessions.reject(session, "SUBSCRIBE: the destination header is missing", receipt);
        } else if (id == null) {
            this.sessions.reject(session, "SUBSCRIBE: the id header is missing", receipt);
        } else {
            String refusal = destination.equals(requested) ? this.subscriptions.refusalOf(destination) : null;
            if (refusal != null) {
                this.sessions.reject(session, refusal, receipt);
                return;
            }
            try {
                Selector selector = selectorOf(message);
                subscribe(new Subscription(session, id, destination, requested, selector), receipt);
            } catch (InvalidSelectorException invalid) {
                this.sessions.reject(session, String.valueOf(invalid.getMessage()), receipt);
            }
        }
    }

    private @Nullable Selector selectorOf(Message<?> message) {
        String headerName = this.host.selectorHeaderName();
        String text = headerName == null ? null : FrameHeaders.first(message, headerName);
        return text == null ? null : Selector.parse(text);
    }

    private void subscribe(Subscription subscription, @Nullable String receipt) {
        ClientSession session = subscription.session();
        Subscription earlier = session.subscriptions().putIfAbsent(subscription.id(), subscription);
        if (earlier == null) {
            enter(subscription);
            subscription.becomeLive(() -> confirm(session, receipt));
            this.log.whenReading(() -> this.host.subscribed(
                    session.id(), session.user(), subscription.id(), subscription.requestedDestination()));
        } else if (earlier.requestedDestination().equals(subscription.requestedDestination())) {
            confirm(session, receipt);
        } else {
            this.sessions.reject(
                    session,
                    "id: " + subscription.id() + " is the subscription to " + earlier.requestedDestination()
                            + " (expected: an id of its own for each subscription of a session)",
                    receipt);
        }
    }

    private void enter(Subscription subscription) {
        if (subscription.destination().equals(subscription.requestedDestination())) {
            this.subscriptions.add(subscription);
        } else {
            this.subscriptions.addPersonal(subscription);
        }
    }

    /** Sends the RECEIPT of a SUBSCRIBE when the log is being read, and so the subscription is live. */
    private void confirm(ClientSession session, @Nullable String receipt) {
        if (receipt != null) {
            this.log.whenReading(() -> this.sessions.sendReceipt(session, receipt, null));
        }
    }

    void unsubscribe(Message<?> message) {
        ClientSession session = this.sessions.sessionOf(message);
        if (session == null) {
            return;
        }
        String receipt = FrameHeaders.receipt(message);
        String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        if (id == null) {
            this.sessions.reject(session, "UNSUBSCRIBE: the id header is missing", receipt);
            return;
        }
        Subscription subscription = session.subscriptions().remove(id);
        if (subscription != null) {
            subscription.end();
            this.subscriptions.remove(subscription);
        }
        if (receipt != null) {
            this.sessions.sendReceipt(session, receipt, null);
        }
    }
}
