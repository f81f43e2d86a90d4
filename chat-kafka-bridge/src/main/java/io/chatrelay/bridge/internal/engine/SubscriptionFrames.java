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
import io.chatrelay.bridge.internal.log.TailMark;
import io.chatrelay.bridge.internal.replay.Replays;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.InvalidSelectorException;
import io.chatrelay.bridge.internal.session.Selector;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import io.chatrelay.core.InvalidValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

/** What SUBSCRIBE and UNSUBSCRIBE do. */
final class SubscriptionFrames {

    private final BrokerHost host;

    private final Announcements announcements;

    private final SessionFrames sessions;

    private final Subscriptions subscriptions;

    private final NodeLog log;

    private final Replays replays;

    private final @Nullable UserDestinations users;

    private final int mostLast;

    /** @param mostLast how many messages {@code from: last=N} may ask for */
    SubscriptionFrames(
            BrokerHost host,
            Announcements announcements,
            SessionFrames sessions,
            Subscriptions subscriptions,
            NodeLog log,
            Replays replays,
            @Nullable UserDestinations users,
            int mostLast) {
        this.host = host;
        this.announcements = announcements;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.log = log;
        this.replays = replays;
        this.users = users;
        this.mostLast = mostLast;
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
            boolean personal = !destination.equals(requested);
            String refusal = personal ? null : this.subscriptions.refusalOf(destination);
            if (refusal != null) {
                this.sessions.reject(session, refusal, receipt);
                return;
            }
            try {
                boolean pattern = !personal && this.subscriptions.isPattern(destination);
                ReplayHeaders range = ReplayHeaders.of(message, requested, pattern, personal, this.mostLast);
                Selector selector = selectorOf(message);
                subscribe(
                        new Subscription(session, id, destination, requested, pattern, selector),
                        message.getHeaders().get(TailMark.HEADER, TailMark.class),
                        range,
                        receipt);
            } catch (InvalidSelectorException | InvalidValueException invalid) {
                this.sessions.reject(session, String.valueOf(invalid.getMessage()), receipt);
            }
        }
    }

    private @Nullable Selector selectorOf(Message<?> message) {
        String headerName = this.host.selectorHeaderName();
        String text = headerName == null ? null : FrameHeaders.first(message, headerName);
        return text == null ? null : Selector.parse(text);
    }

    private void subscribe(
            Subscription subscription, @Nullable TailMark mark, ReplayHeaders range, @Nullable String receipt) {
        ClientSession session = subscription.session();
        Subscription earlier = session.subscriptions().get(subscription.id());
        if (earlier != null && earlier.isOver()) {
            this.sessions.end(earlier);
            earlier = null;
        }
        if (earlier == null) {
            session.subscriptions().put(subscription.id(), subscription);
            this.subscriptions.add(subscription);
            SubscriptionAnswer answer =
                    new SubscriptionAnswer(this.sessions, this.host, subscription, receipt, this.announcements);
            this.log.whenRead(
                    subscription,
                    new SubscriptionBeginning(subscription, mark, range, answer, this.log, this.replays, this.users));
            // The session may have ended meanwhile: then nobody else takes this one out.
            if (session.isEnded()) {
                this.sessions.end(subscription);
            }
        } else if (!range.isNow()) {
            this.sessions.reject(
                    session,
                    "id: " + subscription.id()
                            + " is a subscription already (expected: UNSUBSCRIBE first, or another id,"
                            + " for a SUBSCRIBE with from)",
                    receipt);
        } else if (earlier.requestedDestination().equals(subscription.requestedDestination())) {
            confirmAgain(earlier, receipt);
        } else {
            this.sessions.reject(
                    session,
                    "id: " + subscription.id() + " is the subscription to " + earlier.requestedDestination()
                            + " (expected: an id of its own for each subscription of a session)",
                    receipt);
        }
    }

    /** The same SUBSCRIBE once more changes nothing, and its RECEIPT comes after that of the first. */
    private void confirmAgain(Subscription earlier, @Nullable String receipt) {
        if (receipt != null
                && !earlier.whenStarted(() -> this.sessions.sendReceipt(earlier.session(), receipt, Map.of()))) {
            this.sessions.reject(
                    earlier.session(),
                    "id: " + earlier.id() + " waits for its RECEIPT already (expected: one SUBSCRIBE for each id)",
                    receipt);
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
            this.sessions.end(subscription);
        }
        if (receipt != null) {
            this.sessions.sendReceipt(session, receipt, Map.of());
        }
    }
}
