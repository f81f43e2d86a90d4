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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that clients have seen of one destination. */
public final class DestinationHistory {

    private final String destination;

    private final MessageTable messages = new MessageTable();

    private final Map<Integer, PublisherHistory> publishers = new LinkedHashMap<>();

    private final List<SubscriberHistory> subscribers = new ArrayList<>();

    public DestinationHistory(String destination) {
        this.destination = destination;
    }

    /** A new publisher, under a number that no other of the run has. */
    public PublisherHistory addPublisher(int number) {
        PublisherHistory publisher = new PublisherHistory();
        this.publishers.put(number, publisher);
        return publisher;
    }

    /** A new subscriber. */
    public SubscriberHistory addSubscriber(String name, Start start) {
        SubscriberHistory subscriber = new SubscriberHistory(name, start);
        this.subscribers.add(subscriber);
        return subscriber;
    }

    public String destination() {
        return this.destination;
    }

    public MessageTable messages() {
        return this.messages;
    }

    /** By their numbers. */
    public Map<Integer, PublisherHistory> publishers() {
        return this.publishers;
    }

    public List<SubscriberHistory> subscribers() {
        return this.subscribers;
    }

    /** The publisher of a message, null if nobody here has sent it to this destination. */
    public @Nullable PublisherHistory senderOf(int message) {
        PublisherHistory publisher = this.publishers.get(this.messages.publisher(message));
        return publisher != null && this.messages.sequence(message) < publisher.size() ? publisher : null;
    }
}
