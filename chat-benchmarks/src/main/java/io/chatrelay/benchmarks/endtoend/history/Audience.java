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
package io.chatrelay.benchmarks.endtoend.history;

import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.StompConnection;
import java.util.ArrayList;
import java.util.List;

/** Readers that are counted together. */
public final class Audience {

    private final Stage stage;

    private final ClientKind kind;

    private final Tally tally = new Tally();

    private final List<Reader> readers = new ArrayList<>();

    public Audience(Stage stage, ClientKind kind) {
        this.stage = stage;
        this.kind = kind;
    }

    /** Another one, which begins to connect. */
    public Reader add(Wish wish) {
        Reader reader = new Reader(this.stage, this.kind, wish, this.tally);
        this.readers.add(reader);
        return reader;
    }

    public int size() {
        return this.readers.size();
    }

    public Tally tally() {
        return this.tally;
    }

    public List<Reader> readers() {
        return List.copyOf(this.readers);
    }

    /** How many are waiting for the RECEIPT of their SUBSCRIBE. */
    public long joining() {
        return this.readers.stream().filter(reader -> !reader.isSubscribed()).count();
    }

    /** Whether everybody has got the message that it was waiting for. */
    public boolean hasReachedGoal() {
        return this.readers.stream().allMatch(Reader::hasReachedGoal);
    }

    /** Nobody reads any more. */
    public void stall() {
        this.readers.stream().map(Reader::connection).forEach(StompConnection::stall);
    }

    /** Everybody reads again. */
    public void resume() {
        this.readers.stream().map(Reader::connection).forEach(StompConnection::resume);
    }

    /** How many deliveries are owed of what has been published. */
    long missing(PacedPublisher publisher) {
        return this.readers.stream()
                .mapToLong(reader -> reader.missing(publisher.next(reader.wish().publisher())))
                .sum();
    }
}
