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
package io.chatrelay.proof.check;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The one order of a destination's messages that explains what subscribers have got: a message comes after all that came
 * before it to anybody. Where subscribers contradict each other, the order is the one that fewer of them contradict, step by
 * step. Messages that nobody got both of are in the order in which they were seen first.
 */
final class ReferenceOrder {

    private final int[] ranks;

    private final int[] byRank;

    private ReferenceOrder(int[] byRank) {
        this.byRank = byRank;
        this.ranks = new int[byRank.length];
        for (int rank = 0; rank < byRank.length; rank++) {
            this.ranks[byRank[rank]] = rank;
        }
    }

    /**
     * Orders messages.
     *
     * @param messages how many there are, numbered from 0 as they were seen first
     * @param streams what subscribers have got, without second copies
     */
    static ReferenceOrder of(int messages, List<int[]> streams) {
        return new ReferenceOrder(new Sorting(messages, streams).sort());
    }

    /** The place of a message, from 0. */
    int rank(int message) {
        return this.ranks[message];
    }

    /** The message in a place. */
    int message(int rank) {
        return this.byRank[rank];
    }

    /** How many messages there are. */
    int size() {
        return this.byRank.length;
    }

    /** Kahn's algorithm; where it meets a circle, it takes the message with the fewest witnesses against it. */
    private static final class Sorting {

        private final int messages;

        /** Subscribers that got the second message right after the first one: {@code first << 32 | second}. */
        private final Map<Long, Integer> witnesses = new HashMap<>();

        /** Witnesses of those before a message that are not sorted in yet. */
        private final int[] against;

        private final int[][] successors;

        private final BitSet sorted = new BitSet();

        /** Not sorted in, but something before them is. */
        private final BitSet begun = new BitSet();

        private final PriorityQueue<Integer> ready = new PriorityQueue<>();

        Sorting(int messages, List<int[]> streams) {
            this.messages = messages;
            this.against = new int[messages];
            for (int[] stream : streams) {
                for (int index = 1; index < stream.length; index++) {
                    this.witnesses.merge((long) stream[index - 1] << 32 | stream[index], 1, Integer::sum);
                }
            }
            this.successors = successors();
        }

        private int[][] successors() {
            int[] counts = new int[this.messages];
            this.witnesses.forEach((pair, count) -> {
                counts[first(pair)]++;
                this.against[second(pair)] += count;
            });
            int[][] lists = new int[this.messages][];
            Arrays.setAll(lists, message -> new int[counts[message]]);
            this.witnesses.keySet().forEach(pair -> lists[first(pair)][--counts[first(pair)]] = second(pair));
            return lists;
        }

        int[] sort() {
            for (int message = 0; message < this.messages; message++) {
                if (this.against[message] == 0) {
                    this.ready.add(message);
                }
            }
            int[] order = new int[this.messages];
            for (int rank = 0; rank < this.messages; rank++) {
                Integer next = this.ready.poll();
                order[rank] = next == null ? leastContradicted() : next;
                sortIn(order[rank]);
            }
            return order;
        }

        private void sortIn(int message) {
            this.sorted.set(message);
            this.begun.clear(message);
            for (int successor : this.successors[message]) {
                if (!this.sorted.get(successor)) {
                    this.against[successor] -= this.witnesses.getOrDefault((long) message << 32 | successor, 0);
                    this.begun.set(successor);
                    if (this.against[successor] == 0) {
                        this.ready.add(successor);
                    }
                }
            }
        }

        private int leastContradicted() {
            int least = -1;
            for (int message = nextCandidate(0); message >= 0; message = nextCandidate(message + 1)) {
                if (least < 0 || this.against[message] < this.against[least]) {
                    least = message;
                }
            }
            return least;
        }

        /** When nothing has begun, everything that is left is a candidate. */
        private int nextCandidate(int from) {
            if (!this.begun.isEmpty()) {
                return this.begun.nextSetBit(from);
            }
            int next = this.sorted.nextClearBit(from);
            return next < this.messages ? next : -1;
        }

        private static int first(long pair) {
            return (int) (pair >>> 32);
        }

        private static int second(long pair) {
            return (int) pair;
        }
    }
}
