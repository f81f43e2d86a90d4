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

import io.chatrelay.bridge.internal.engine.BrokerHost;
import java.security.Principal;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.MessageHeaderInitializer;
import org.springframework.util.PathMatcher;

/** A message handler as the broker sees it, from its settings at the time of the start. */
final class HandlerHost implements BrokerHost {

    private static final Logger logger = LoggerFactory.getLogger(HandlerHost.class);

    /** Every 10 s in both directions, as Spring's broker does once it has a scheduler. */
    private static final long[] DEFAULT_HEARTBEAT = {10_000, 10_000};

    private final Predicate<String> prefixes;

    private final Function<String, MessageChannel> outputs;

    private final long[] heartbeat;

    private final PathMatcher pathMatcher;

    private final int cacheLimit;

    private final @Nullable String selectorHeaderName;

    private final @Nullable MessageHeaderInitializer headerInitializer;

    private final Consumer<Boolean> availability;

    private final Object handler;

    private final @Nullable ApplicationEventPublisher events;

    HandlerHost(
            Predicate<String> prefixes,
            Function<String, MessageChannel> outputs,
            long @Nullable [] heartbeat,
            PathMatcher pathMatcher,
            int cacheLimit,
            @Nullable String selectorHeaderName,
            @Nullable MessageHeaderInitializer headerInitializer,
            Consumer<Boolean> availability,
            Object handler,
            @Nullable ApplicationEventPublisher events) {
        this.prefixes = prefixes;
        this.outputs = outputs;
        this.heartbeat = heartbeat == null ? DEFAULT_HEARTBEAT : heartbeat.clone();
        this.pathMatcher = pathMatcher;
        this.cacheLimit = cacheLimit;
        this.selectorHeaderName = selectorHeaderName;
        this.headerInitializer = headerInitializer;
        this.availability = availability;
        this.handler = handler;
        this.events = events;
    }

    @Override
    public boolean accepts(String destination) {
        return this.prefixes.test(destination);
    }

    @Override
    public MessageChannel outputFor(String sessionId) {
        return this.outputs.apply(sessionId);
    }

    @Override
    public long[] heartbeat() {
        return this.heartbeat.clone();
    }

    @Override
    public PathMatcher pathMatcher() {
        return this.pathMatcher;
    }

    @Override
    public int cacheLimit() {
        return this.cacheLimit;
    }

    @Override
    public @Nullable String selectorHeaderName() {
        return this.selectorHeaderName;
    }

    @Override
    public @Nullable MessageHeaderInitializer headerInitializer() {
        return this.headerInitializer;
    }

    @Override
    public void subscribed(String sessionId, @Nullable Principal user, String subscriptionId, String destination) {
        if (this.events != null) {
            try {
                this.events.publishEvent(
                        new SubscriptionLiveEvent(this.handler, sessionId, user, subscriptionId, destination));
            } catch (RuntimeException failure) {
                logger.atError()
                        .setCause(failure)
                        .addKeyValue("sessionId", sessionId)
                        .addKeyValue("destination", destination)
                        .log("A listener of the application failed on a live subscription");
            }
        }
    }

    @Override
    public void availabilityChanged(boolean available) {
        this.availability.accept(available);
    }
}
