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

import io.chatrelay.bridge.internal.replay.ReplayRequest.ReplayAnswer;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.log.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client is told of its SUBSCRIBE, if it asked for a RECEIPT, and the application by an event. */
final class SubscriptionAnswer implements ReplayAnswer {

    static final String RECOVERED = "recovered";

    private static final String POSITION = "position";

    private static final String GAP = "gap";

    private static final String COUNT = "count";

    private final SessionFrames sessions;

    private final BrokerHost host;

    private final Subscription subscription;

    private final @Nullable String receipt;

    private final Announcements announcements;

    SubscriptionAnswer(
            SessionFrames sessions,
            BrokerHost host,
            Subscription subscription,
            @Nullable String receipt,
            Announcements announcements) {
        this.sessions = sessions;
        this.host = host;
        this.subscription = subscription;
        this.receipt = receipt;
        this.announcements = announcements;
    }

    @Override
    public boolean begins(Position position, @Nullable GapReason gap, @Nullable Integer count) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(POSITION, position.toString());
        if (gap == null) {
            headers.put(RECOVERED, "true");
        } else {
            headers.put(GAP, gap.text());
        }
        if (count != null) {
            headers.put(COUNT, count.toString());
        }
        return confirm(headers);
    }

    /** Queues the RECEIPT; returns whether there is one. */
    boolean confirm(Map<String, String> headers) {
        if (this.receipt != null) {
            this.sessions.sendReceipt(this.subscription.session(), this.receipt, headers);
        }
        this.announcements.add(this::announce);
        return this.receipt != null;
    }

    /** Tells the application that the subscription is live. It may take its time, so no lock is held. */
    private void announce() {
        ClientSession session = this.subscription.session();
        this.host.subscribed(
                session.id(), session.user(), this.subscription.id(), this.subscription.requestedDestination());
    }

    @Override
    public void failed() {
        this.sessions.reject(
                this.subscription.session(),
                "SUBSCRIBE: the history of " + this.subscription.requestedDestination()
                        + " cannot be read, subscribe with from:now or try again",
                this.receipt);
    }
}
