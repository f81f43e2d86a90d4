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
package io.chatrelay.proof.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The messages of a destination that anybody has seen, numbered from 0 as they appeared first. What tells them apart is the
 * {@code message-id}; a body that comes under a second one is a message of its own, and a copy of the first.
 */
public final class MessageTable {

    private static final int SEQUENCE_BITS = 40;

    private final Map<String, Integer> byId = new HashMap<>();

    private final Map<Long, Integer> byBody = new HashMap<>();

    private final List<String> ids = new ArrayList<>();

    private final IntSequence publishers = new IntSequence();

    private final IntSequence sequences = new IntSequence();

    private final IntSequence originals = new IntSequence();

    private final List<Integer> contradictions = new ArrayList<>();

    /** Returns the number of a message, a new one if nobody has seen its id before. */
    public int seen(String id, int publisher, int sequence) {
        Integer known = this.byId.get(id);
        if (known != null) {
            if (this.publishers.get(known) != publisher || this.sequences.get(known) != sequence) {
                this.contradictions.add(known);
            }
            return known;
        }
        int message = this.ids.size();
        this.byId.put(id, message);
        this.ids.add(id);
        this.publishers.add(publisher);
        this.sequences.add(sequence);
        Integer original = this.byBody.putIfAbsent(body(publisher, sequence), message);
        this.originals.add(original == null ? message : original);
        return message;
    }

    /** How many there are. */
    public int size() {
        return this.ids.size();
    }

    /** The {@code message-id}. */
    public String id(int message) {
        return this.ids.get(message);
    }

    /** Who has published it. */
    public int publisher(int message) {
        return this.publishers.get(message);
    }

    /** As which one, from 0. */
    public int sequence(int message) {
        return this.sequences.get(message);
    }

    /** The first message with the same body: the message itself, if it is no copy. */
    public int original(int message) {
        return this.originals.get(message);
    }

    /** The message with this body, the first one if there are copies. */
    public OptionalInt find(int publisher, int sequence) {
        Integer message = this.byBody.get(body(publisher, sequence));
        return message == null ? OptionalInt.empty() : OptionalInt.of(message);
    }

    /** Messages whose id has been seen with another body, too; once for each time. */
    public List<Integer> contradictions() {
        return List.copyOf(this.contradictions);
    }

    private static long body(int publisher, int sequence) {
        return (long) publisher << SEQUENCE_BITS | sequence;
    }
}
