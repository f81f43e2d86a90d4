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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageHeaderInitializer;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PathMatcher;

/** Records what goes through the outbound channel, and which subscriptions are live. */
final class RecordingHost implements BrokerHost {

    final List<StompHeaderAccessor> sent = new CopyOnWriteArrayList<>();

    final List<String> lives = new CopyOnWriteArrayList<>();

    @Override
    public boolean accepts(String destination) {
        return destination.startsWith("/topic");
    }

    @Override
    public MessageChannel outputFor(String sessionId) {
        return (message, timeout) -> this.sent.add(StompHeaderAccessor.wrap(message));
    }

    @Override
    public long[] heartbeat() {
        return new long[] {0, 0};
    }

    @Override
    public PathMatcher pathMatcher() {
        return new AntPathMatcher();
    }

    @Override
    public int cacheLimit() {
        return 16;
    }

    @Override
    public @Nullable String selectorHeaderName() {
        return "selector";
    }

    @Override
    public @Nullable MessageHeaderInitializer headerInitializer() {
        return null;
    }

    @Override
    public void subscribed(String sessionId, @Nullable Principal user, String subscriptionId, String destination) {
        this.lives.add(sessionId + " " + subscriptionId + " " + destination);
    }

    @Override
    public void availabilityChanged(boolean available) {
        throw new AssertionError("the engine does not know");
    }
}
