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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Subscriptions to patterns, each pattern matched once per destination.
 *
 * <p>Patterns are numbered in the order they came. What is remembered of a destination is the patterns that match it
 * among those up to a number; when newer ones have come, only these are matched. A pattern that has lost its last
 * subscription never comes back: the same text subscribed anew is a new pattern with a new number. So nothing remembered
 * is ever wrong, only behind, and the number tells by how much.
 */
final class PatternSubscriptions<S> {

    private final DestinationPatterns patterns;

    private final ConcurrentHashMap<String, Subscribers<S>> byPattern = new ConcurrentHashMap<>();

    private final ConcurrentNavigableMap<Long, Subscribers<S>> byNumber = new ConcurrentSkipListMap<>();

    private final MatchCache<Matches<S>> matches;

    private final Object numbering = new Object();

    /** Written under the numbering lock, after the pattern of that number can be found. */
    private volatile long newest;

    PatternSubscriptions(DestinationPatterns patterns, int cacheLimit) {
        this.patterns = patterns;
        this.matches = new MatchCache<>(cacheLimit);
    }

    boolean add(String pattern, S subscription) {
        AtomicBoolean added = new AtomicBoolean();
        this.byPattern.compute(pattern, (text, present) -> {
            if (present == null) {
                added.set(true);
                return announce(text, subscription);
            }
            added.set(present.replace(present.current.plus(subscription)));
            return present;
        });
        return added.get();
    }

    boolean remove(String pattern, S subscription) {
        AtomicBoolean removed = new AtomicBoolean();
        this.byPattern.computeIfPresent(pattern, (text, present) -> {
            removed.set(present.replace(present.current.minus(subscription)));
            if (present.current.size() > 0) {
                return present;
            }
            this.byNumber.remove(present.number);
            return null;
        });
        return removed.get();
    }

    /** The subscriptions of every pattern that matches the destination, none of them empty. */
    List<HashTrie<S>> find(String destination) {
        if (this.byNumber.isEmpty()) {
            return List.of();
        }
        List<HashTrie<S>> found = new ArrayList<>();
        boolean outdated = false;
        for (Subscribers<S> subscribers : matching(destination)) {
            HashTrie<S> current = subscribers.current;
            if (current.size() > 0) {
                found.add(current);
            } else {
                outdated = true;
            }
        }
        if (outdated) {
            forgetEnded(destination);
        }
        return found;
    }

    int size() {
        return this.byPattern.size();
    }

    int cacheSize() {
        return this.matches.size();
    }

    private Subscribers<S> announce(String pattern, S first) {
        synchronized (this.numbering) {
            long number = this.newest + 1;
            Subscribers<S> subscribers =
                    new Subscribers<>(pattern, number, HashTrie.<S>empty().plus(first));
            this.byNumber.put(number, subscribers);
            this.newest = number;
            return subscribers;
        }
    }

    private List<Subscribers<S>> matching(String destination) {
        long upTo = this.newest;
        Matches<S> known = this.matches.get(destination);
        if (known != null && known.upTo >= upTo) {
            return known.subscribers;
        }
        List<Subscribers<S>> found = new ArrayList<>();
        if (known != null) {
            known.subscribers.stream().filter(Subscribers::isAlive).forEach(found::add);
        }
        long after = known == null ? 0 : known.upTo;
        for (Subscribers<S> newer :
                this.byNumber.subMap(after, false, upTo, true).values()) {
            if (this.patterns.matches(newer.pattern, destination)) {
                found.add(newer);
            }
        }
        List<Subscribers<S>> matching = List.copyOf(found);
        this.matches.put(new Matches<>(destination, upTo, matching));
        return matching;
    }

    private void forgetEnded(String destination) {
        Matches<S> known = this.matches.get(destination);
        if (known != null) {
            List<Subscribers<S>> alive =
                    known.subscribers.stream().filter(Subscribers::isAlive).toList();
            this.matches.put(new Matches<>(destination, known.upTo, alive));
        }
    }

    /** The patterns numbered up to {@code upTo} that match the destination; some may have ended since. */
    private record Matches<S>(String destination, long upTo, List<Subscribers<S>> subscribers)
            implements MatchCache.Entry {}

    /** One pattern's subscriptions. Changed only inside an atomic update of its map entry, read by anybody. */
    private static final class Subscribers<S> {

        private final String pattern;

        private final long number;

        private volatile HashTrie<S> current;

        Subscribers(String pattern, long number, HashTrie<S> first) {
            this.pattern = pattern;
            this.number = number;
            this.current = first;
        }

        boolean isAlive() {
            return this.current.size() > 0;
        }

        boolean replace(HashTrie<S> changed) {
            boolean differs = changed != this.current;
            this.current = changed;
            return differs;
        }
    }
}
