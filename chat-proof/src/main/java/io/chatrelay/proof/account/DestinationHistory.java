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

import io.chatrelay.proof.account.SubscriberHistory.Start;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that clients have done and seen at one destination. For one thread. */
public final class DestinationHistory {
    private final String destination;
    private final Map<Key, Message> messages = new LinkedHashMap<>();
    private final List<SubscriberHistory> subscribers = new ArrayList<>();

    public DestinationHistory(String destination) {
        this.destination = destination;
    }

    public String destination() {
        return destination;
    }

    /** Takes note of a SEND that is about to be written. */
    public Message send(int publisher, int sequence, int session, int millis) {
        Message message = new Message(publisher, sequence, session, millis);
        messages.put(new Key(publisher, sequence), message);
        return message;
    }

    /** The message that has come, which nobody need have sent. */
    public Message message(int publisher, int sequence) {
        return messages.computeIfAbsent(new Key(publisher, sequence), unknown -> Message.foreign(publisher, sequence));
    }

    /** The messages that were sent, in that order. */
    public Stream<Message> sent() {
        return messages.values().stream().filter(message -> !message.isForeign());
    }

    public SubscriberHistory addSubscriber(String name, Start start) {
        SubscriberHistory subscriber = new SubscriberHistory(destination + " " + name, start);
        subscribers.add(subscriber);
        return subscriber;
    }

    public List<SubscriberHistory> subscribers() {
        return subscribers;
    }

    /** Writes a line for everything that happened. */
    public void write(PrintWriter out) {
        sent().forEach(message -> out.println(destination + " " + message + ", session " + message.session()));
        for (SubscriberHistory subscriber : subscribers) {
            out.println(subscriber);
            subscriber.events().forEach(event -> out.println("  " + event));
        }
    }

    private record Key(int publisher, int sequence) {}
}
