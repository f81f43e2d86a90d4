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
package io.chatrelay.proof.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one order of a destination's messages that explains what subscribers have got: a message comes after all that came
 * before it to anybody. Where subscribers contradict each other, the order is the one that fewer of them contradict, step by
 * step: if 49 got A before B and one got B before A, A comes first. Messages that nobody got both of are in the order in which
 * the streams have them first.
 */
final class ReferenceOrder {
    private final List<Message> messages = new ArrayList<>();
    private final Map<Message, Integer> ranks = new HashMap<>();

    /** Sorts the messages of streams, in each of which a message comes once at most (Kahn's algorithm). */
    ReferenceOrder(List<List<Message>> streams) {
        Map<Message, Node> nodes = new LinkedHashMap<>();
        for (List<Message> stream : streams) {
            Node last = null;
            for (Message message : stream) {
                Node node = nodes.computeIfAbsent(message, any -> new Node(message, nodes.size()));
                if (last != null) {
                    last.followers.merge(node, 1, Integer::sum);
                    node.against++;
                }
                last = node;
            }
        }
        sort(nodes.values());
    }

    private void sort(Collection<Node> nodes) {
        Set<Node> waiting = new LinkedHashSet<>(nodes);
        TreeSet<Node> ready = new TreeSet<>(Comparator.comparingInt((Node node) -> node.number));
        nodes.stream().filter(node -> node.against == 0).forEach(ready::add);
        // Those that something before them is sorted in of.
        Set<Node> begun = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            Node next = ready.pollFirst();
            if (next == null) {
                next = leastContradicted(begun.isEmpty() ? waiting : begun);
            }
            waiting.remove(next);
            begun.remove(next);
            ranks.put(next.message, messages.size());
            messages.add(next.message);
            next.followers.forEach((follower, witnesses) -> {
                if (waiting.contains(follower)) {
                    follower.against -= witnesses;
                    (follower.against == 0 ? ready : begun).add(follower);
                }
            });
        }
    }

    private static Node leastContradicted(Collection<Node> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(node -> node.against))
                .orElseThrow();
    }

    /** The place of a message, from 0. */
    int rank(Message message) {
        return ranks.getOrDefault(message, -1);
    }

    /** The messages by their rank. */
    List<Message> messages() {
        return messages;
    }

    /** A message to be sorted in. */
    private static final class Node {
        private final Message message;
        private final int number;
        /** What has come right after this message, and to how many subscribers. */
        private final Map<Node, Integer> followers = new LinkedHashMap<>();
        /** How many subscribers got something right before this message that is not sorted in yet. */
        private int against;

        Node(Message message, int number) {
            this.message = message;
            this.number = number;
        }
    }
}
