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
import java.util.List;
import java.util.stream.Stream;

/** What happened to one subscriber, over all its sessions, in order. Moments are milliseconds of the run. */
public final class SubscriberHistory {
    private final String name;
    private final Start start;
    private final List<Event> events = new ArrayList<>();
    private int liveMillis = Integer.MAX_VALUE;
    private boolean left;

    SubscriberHistory(String name, Start start) {
        this.name = name;
        this.start = start;
    }

    public void add(Event event) {
        events.add(event);
        if (event instanceof Subscribed) {
            liveMillis = Math.min(liveMillis, event.millis());
        }
    }

    /** From now on the subscriber wants nothing more than it has got. */
    public void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    public Start start() {
        return start;
    }

    /** All events of one kind, in order. */
    public <E extends Event> Stream<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    List<Event> events() {
        return events;
    }

    /** Whether the message was sent when the subscription was live for certain, so that it is to come. */
    boolean wasLiveBefore(Message message) {
        return message.sentMillis() > liveMillis;
    }

    @Override
    public String toString() {
        return name + " (from " + start + ")";
    }

    /** Where a subscription begins: with the newest messages there are, 0 for none of them. */
    public record Start(int newest) {
        public static final Start NOW = new Start(0);
        public static final Start EARLIEST = new Start(Integer.MAX_VALUE);

        /** The value of the header {@code from}. */
        @Override
        public String toString() {
            return equals(NOW) ? "now" : equals(EARLIEST) ? "earliest" : "last=" + newest;
        }
    }

    /** Something that happened. */
    public sealed interface Event {
        int millis();
    }

    /** The RECEIPT of a SUBSCRIBE has come. */
    public record Subscribed(int millis, boolean resumed, boolean recovered) implements Event {}

    /** A MESSAGE has come. */
    public record Delivery(int millis, Message message, String id, boolean replayed) implements Event {

        @Override
        public String toString() {
            return message + ", got at " + millis + " ms as " + id + (replayed ? ", replayed" : "");
        }
    }

    /**
     * A gap was announced, between the delivery before this event and the one after it.
     *
     * @param untilMillis what was sent later is not in the gap
     */
    public record Gap(int millis, int untilMillis, String reason) implements Event {}

    /** Something that only a reader of the history wants to know. */
    public record Note(int millis, String text) implements Event {}
}
