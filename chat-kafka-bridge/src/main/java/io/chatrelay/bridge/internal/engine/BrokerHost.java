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

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.MessageHeaderInitializer;
import org.springframework.util.PathMatcher;

/** What the broker needs of the Spring message handler that it works behind. */
public interface BrokerHost {

    /** Whether a destination belongs to the broker by its prefix. */
    boolean accepts(String destination);

    /** A new ordered way to one session's client. */
    MessageChannel outputFor(String sessionId);

    /** How often the server can send and wants to receive heart-beats, two values in milliseconds. */
    long[] heartbeat();

    PathMatcher pathMatcher();

    /** For how many destinations the patterns that match them are remembered, at least 1. */
    int cacheLimit();

    /** The SUBSCRIBE header that holds a selector, or {@code null} if selectors are not used. */
    @Nullable String selectorHeaderName();

    /** Applied to every outbound frame. */
    @Nullable MessageHeaderInitializer headerInitializer();

    /**
     * A subscription is live: what is sent from now on arrives. Called once for each, on the thread that handled the
     * frame, or on a thread of the broker if Kafka came later.
     */
    void subscribed(String sessionId, @Nullable Principal user, String subscriptionId, String destination);

    /** Kafka can be used, or cannot be used at the moment. Called on a thread of the broker, repeatedly. */
    void availabilityChanged(boolean available);
}
