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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one publisher has sent to its destination, numbered from 0. Moments are milliseconds since the start of the run. */
public final class PublisherHistory {

    private static final int NEVER = -1;

    private final IntSequence sent = new IntSequence();

    private final IntSequence acknowledged = new IntSequence();

    private final IntSequence sessions = new IntSequence();

    private final List<@Nullable String> positions = new ArrayList<>();

    /** Takes note of a SEND that is about to be written, and returns its number. */
    public int send(int millis, int session) {
        this.sent.add(millis);
        this.acknowledged.add(NEVER);
        this.sessions.add(session);
        this.positions.add(null);
        return this.sent.size() - 1;
    }

    /** Takes note of the RECEIPT of a SEND; its position may be missing. */
    public void acknowledge(int sequence, int millis, @Nullable String position) {
        this.acknowledged.set(sequence, millis);
        this.positions.set(sequence, position);
    }

    /** How many it has sent. */
    public int size() {
        return this.sent.size();
    }

    /** When a message was sent. */
    public int sentMillis(int sequence) {
        return this.sent.get(sequence);
    }

    /** Whether its RECEIPT has come; without, it is in doubt. */
    public boolean isAcknowledged(int sequence) {
        return this.acknowledged.get(sequence) != NEVER;
    }

    /** How many are without a RECEIPT. */
    public int inDoubt() {
        int count = 0;
        for (int sequence = 0; sequence < size(); sequence++) {
            count += isAcknowledged(sequence) ? 0 : 1;
        }
        return count;
    }

    /** When its RECEIPT came, -1 if it has not. */
    public int acknowledgedMillis(int sequence) {
        return this.acknowledged.get(sequence);
    }

    /** In which of the publisher's sessions it was sent, from 0 and never falling. */
    public int session(int sequence) {
        return this.sessions.get(sequence);
    }

    /** The position of its RECEIPT, which is to be its {@code message-id}. */
    public @Nullable String position(int sequence) {
        return this.positions.get(sequence);
    }
}
