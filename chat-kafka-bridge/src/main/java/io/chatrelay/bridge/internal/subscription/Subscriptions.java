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
package io.chatrelay.bridge.internal.subscription;

import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.core.subscription.DestinationPatterns;
import io.chatrelay.core.subscription.SubscriptionIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PathMatcher;

/**
 * All subscriptions of this node. Those to user destinations are kept apart: no pattern and no message sent to a
 * session's translated destination can reach them, only what was sent to the user. Thread-safe.
 */
public final class Subscriptions {

    private static final DestinationPatterns NO_PATTERNS = new DestinationPatterns() {

        @Override
        public boolean isPattern(String destination) {
            return false;
        }

        @Override
        public boolean matches(String pattern, String destination) {
            return false;
        }
    };

    private final DestinationPatterns patterns;

    private final SubscriptionIndex<Subscription> shared;

    private final SubscriptionIndex<Subscription> personal = new SubscriptionIndex<>(NO_PATTERNS);

    /**
     * @param pathMatcher what patterns look like
     * @param cacheLimit for how many destinations the matching patterns are remembered, at least 1
     */
    public Subscriptions(PathMatcher pathMatcher, int cacheLimit) {
        this.patterns = new SpringDestinationPatterns(pathMatcher);
        this.shared = new SubscriptionIndex<>(this.patterns, cacheLimit);
    }

    /** Says why a client may not subscribe to a destination, or {@code null} if it may. */
    public @Nullable String refusalOf(String destination) {
        return this.patterns.isPattern(destination) ? PatternRules.violatedBy(destination) : null;
    }

    /** Adds a subscription to a destination or a pattern that everybody shares, or to a user destination. */
    public void add(Subscription subscription) {
        SubscriptionIndex<Subscription> index = subscription.isPersonal() ? this.personal : this.shared;
        index.add(subscription.destination(), subscription);
        if (subscription.session().isEnded()) {
            // The session ended while its last SUBSCRIBE was handled: nobody else would take this one out.
            index.remove(subscription.destination(), subscription);
        }
    }

    public void remove(Subscription subscription) {
        if (!this.shared.remove(subscription.destination(), subscription)) {
            this.personal.remove(subscription.destination(), subscription);
        }
    }

    /** Whether a destination is a pattern of destinations. */
    public boolean isPattern(String destination) {
        return this.patterns.isPattern(destination);
    }

    /** Whether messages sent to a destination go to subscriptions of another one, which may be a pattern. */
    public boolean matches(String subscribed, String destination) {
        return this.patterns.isPattern(subscribed)
                ? this.patterns.matches(subscribed, destination)
                : subscribed.equals(destination);
    }

    /** Who gets a message sent to the destination. */
    public List<Subscription> find(String destination) {
        return this.shared.find(destination);
    }

    /** Who gets a message sent to a user, by the destination that a user destination means for one session. */
    public List<Subscription> findPersonal(String destination) {
        return this.personal.find(destination);
    }
}
