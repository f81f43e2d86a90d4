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
package io.chatrelay.proof.client;

import io.chatrelay.proof.account.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a run to rest: all clients read, each destination gets a last message, and everybody has got it. A last message that
 * is in doubt, or that somebody has not got after 5 s, is followed by another one, so that a relay that loses it does not
 * hide the account of the rest.
 */
public final class Ending {
    private static final int PATIENCE_MILLIS = 5_000;
    /** How long nothing is to come before all is taken to have come. */
    private static final int SILENCE_MILLIS = 1_000;

    private final Population population;
    private final Map<Publisher, Message> last = new LinkedHashMap<>();
    private int sentMillis = -PATIENCE_MILLIS;
    private int silentSinceMillis;
    private long deliveries = -1;

    public Ending(Population population) {
        this.population = population;
    }

    /** Does what can be done now, to be called between turns; returns whether everybody has everything. */
    public boolean step() {
        population.subscribers().forEach(Client::resume);
        boolean settled = population.publishers().stream().allMatch(Publisher::isSettled);
        if (!population.isLive() || !settled) {
            return false;
        }
        int now = population.millis();
        boolean inDoubt = last.values().stream().anyMatch(Message::isInDoubt);
        if (inDoubt || now - sentMillis >= PATIENCE_MILLIS && !missing().isEmpty()) {
            sentMillis = now;
            population.publishers().forEach(publisher -> last.put(publisher, publisher.publish()));
            return false;
        }
        if (deliveries != population.deliveries()) {
            deliveries = population.deliveries();
            silentSinceMillis = now;
        }
        return missing().isEmpty() && now - silentSinceMillis >= SILENCE_MILLIS;
    }

    /** The subscribers that have not got the last message of each publisher of their destination. */
    public List<String> missing() {
        return population.subscribers().stream()
                .filter(subscriber -> population.publishers().stream()
                        .filter(publisher -> publisher.history() == subscriber.destination())
                        .anyMatch(publisher -> !hasGot(subscriber, last.get(publisher))))
                .map(Subscriber::toString)
                .toList();
    }

    private static boolean hasGot(Subscriber subscriber, @Nullable Message message) {
        return message != null && subscriber.hasGot(message);
    }
}
