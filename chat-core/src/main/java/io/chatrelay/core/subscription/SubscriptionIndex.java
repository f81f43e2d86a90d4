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
package io.chatrelay.core.subscription;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the subscriptions that a message for a destination goes to. Safe for any number of threads.
 *
 * <p>What is seen when:
 *
 * <ul>
 *   <li>A subscription whose {@link #add} returned before {@link #find} was called is found.
 *   <li>A subscription whose {@link #remove} returned before {@link #find} was called is not found.
 *   <li>Of what is added or removed during the call, each change is seen wholly or not at all, but of two changes to
 *       different destinations (a destination and a pattern that matches it) the later may be seen without the earlier.
 *   <li>The list that was found never changes. A caller that must not deliver to a subscription removed meanwhile asks
 *       the subscription itself.
 * </ul>
 *
 * <p>What it costs, with n subscriptions of the destination:
 *
 * <ul>
 *   <li>Look-ups take no lock and wait for nobody. Without patterns a look-up is one hash table access, whatever has
 *       changed since the last one. With patterns each is matched once per destination and remembered for
 *       {@code cacheLimit} destinations; only patterns that came new since are matched again. A destination that is not
 *       remembered costs one match per pattern.
 *   <li>Adding and removing copy about log32(n) small nodes (some hundred bytes); no number of look-ups in between makes
 *       it more. Writers of one destination may make each other try again; writers of different destinations share no
 *       lock but that of a hash table's bin, for the time of an exchange of a reference. The first subscription of a
 *       pattern takes a lock shared by all patterns, for the time it takes to number the pattern.
 *   <li>A destination without subscriptions takes no memory. The text of a destination is kept once, as it came with the
 *       first of its subscriptions.
 * </ul>
 *
 * @param <S> a subscription; told apart by {@code equals} and {@code hashCode}, which must not change while it is in the
 *     index
 * @since 0.1
 */
public final class SubscriptionIndex<S> {

    /** For how many destinations the patterns that match them are remembered, unless told otherwise. */
    public static final int DEFAULT_CACHE_LIMIT = 1024;

    private final DestinationPatterns patterns;

    private final ConcurrentHashMap<String, HashTrie<S>> byDestination = new ConcurrentHashMap<>();

    private final PatternSubscriptions<S> byPattern;

    /** An index that remembers {@value #DEFAULT_CACHE_LIMIT} destinations. */
    public SubscriptionIndex(DestinationPatterns patterns) {
        this(patterns, DEFAULT_CACHE_LIMIT);
    }

    /**
     * @param patterns which destinations are patterns, and what they match
     * @param cacheLimit for how many destinations the patterns that match them are remembered, at least 1. More
     *     destinations than this are served just as well, at the cost of matching them again
     */
    public SubscriptionIndex(DestinationPatterns patterns, int cacheLimit) {
        this.patterns = patterns;
        this.byPattern = new PatternSubscriptions<>(patterns, cacheLimit);
    }

    /**
     * Adds a subscription to a destination or pattern. Does not block on look-ups.
     *
     * @return {@code false} if this destination had the subscription already and nothing changed
     */
    public boolean add(String destination, S subscription) {
        if (this.patterns.isPattern(destination)) {
            return this.byPattern.add(destination, subscription);
        }
        while (true) {
            HashTrie<S> before = this.byDestination.get(destination);
            HashTrie<S> after = (before == null ? HashTrie.<S>empty() : before).plus(subscription);
            if (after == before) {
                return false;
            }
            boolean exchanged = before == null
                    ? this.byDestination.putIfAbsent(destination, after) == null
                    : this.byDestination.replace(destination, before, after);
            if (exchanged) {
                return true;
            }
        }
    }

    /**
     * Removes a subscription from the destination or pattern it was added to. Does not block on look-ups.
     *
     * @return {@code false} if this destination did not have the subscription and nothing changed
     */
    public boolean remove(String destination, S subscription) {
        if (this.patterns.isPattern(destination)) {
            return this.byPattern.remove(destination, subscription);
        }
        while (true) {
            HashTrie<S> before = this.byDestination.get(destination);
            if (before == null) {
                return false;
            }
            HashTrie<S> after = before.minus(subscription);
            if (after == before) {
                return false;
            }
            boolean exchanged = after.size() == 0
                    ? this.byDestination.remove(destination, before)
                    : this.byDestination.replace(destination, before, after);
            if (exchanged) {
                return true;
            }
        }
    }

    /**
     * Finds the subscriptions of the destination and of every pattern that matches it. Never blocks.
     *
     * @return an unmodifiable list that never changes, in no particular order, to be walked from first to last; a
     *     subscription that was added to several matching destinations is in it as often
     */
    public List<S> find(String destination) {
        HashTrie<S> exact = this.byDestination.get(destination);
        List<HashTrie<S>> matching = this.byPattern.find(destination);
        if (matching.isEmpty()) {
            return exact == null ? List.of() : new SubscriberList<>(List.of(exact));
        }
        if (exact != null) {
            matching.add(exact);
        }
        return new SubscriberList<>(matching);
    }

    /** How many destinations have their matching patterns remembered now. */
    int cacheSize() {
        return this.byPattern.cacheSize();
    }

    /** How many destinations and patterns have subscriptions. */
    int size() {
        return this.byDestination.size() + this.byPattern.size();
    }
}
