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
package io.chatrelay.bridge;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;

/**
 * A client's subscription has its place in the log: whatever is sent from now on, anywhere in the cluster, reaches it.
 * History that the client has asked for comes before a message that a listener sends; a subscription that ends before a message
 * ({@code until}) never gets it.
 *
 * <p>Published once for each subscription, when its RECEIPT leaves, on a thread that the broker has for this: a listener that
 * takes its time holds up the events of others only. At most 10,000 events wait; further ones are left out.
 *
 * @since 0.1
 */
public final class SubscriptionLiveEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private final String sessionId;

    private final transient @Nullable Principal user;

    private final String subscriptionId;

    private final String destination;

    SubscriptionLiveEvent(
            Object source, String sessionId, @Nullable Principal user, String subscriptionId, String destination) {
        super(source);
        this.sessionId = sessionId;
        this.user = user;
        this.subscriptionId = subscriptionId;
        this.destination = destination;
    }

    public String getSessionId() {
        return this.sessionId;
    }

    /** The user of the session, or {@code null} if it has none. */
    public @Nullable Principal getUser() {
        return this.user;
    }

    /** The {@code id} of the SUBSCRIBE frame. */
    public String getSubscriptionId() {
        return this.subscriptionId;
    }

    /** What the client asked for: a destination, a pattern, or a user destination such as {@code /user/queue/x}. */
    public String getDestination() {
        return this.destination;
    }
}
