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
package io.chatrelay.proof.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings a run to rest: all read again, each destination gets a last message, and all have got it. For that, {@link #step}
 * is called again and again, between turns of the population.
 */
public final class Ending {

    private static final int NOT_SENT = -1;

    /** How long nothing is to come before all is taken to have come. */
    private static final int SILENCE_MILLIS = 1_000;

    private final Population population;

    private final List<LastMessage> last = new ArrayList<>();

    private long deliveries = -1;

    private int silentSinceMillis;

    public Ending(Population population) {
        this.population = population;
        population.pacemakers().forEach(publisher -> this.last.add(new LastMessage(publisher)));
    }

    /** Does what can be done now, and returns whether all have everything, as far as can be known. */
    public boolean step() {
        this.population.present().forEach(subscriber -> subscriber.link().resume());
        boolean settled = this.population.publishers().stream().allMatch(ProofPublisher::isSettled);
        if (!this.population.isLive() || !settled) {
            return false;
        }
        boolean sent = true;
        for (LastMessage message : this.last) {
            sent &= message.isSent();
        }
        return sent && missing().isEmpty() && isSilent();
    }

    /** Those who have not got the last message of their destination, by name. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (LastMessage message : this.last) {
            this.population.present().stream()
                    .filter(subscriber -> subscriber.destination().equals(message.publisher.destination()))
                    .filter(subscriber -> !subscriber.hasGot(message.sequence))
                    .forEach(subscriber -> missing.add(subscriber.destination() + " "
                            + subscriber.history().name()));
        }
        return missing;
    }

    private boolean isSilent() {
        int now = this.population.millis();
        if (this.deliveries != this.population.deliveries()) {
            this.deliveries = this.population.deliveries();
            this.silentSinceMillis = now;
        }
        return now - this.silentSinceMillis >= SILENCE_MILLIS;
    }

    /** The last message of one destination, sent again if it is in doubt. */
    private static final class LastMessage {

        private final ProofPublisher publisher;

        private int sequence = NOT_SENT;

        LastMessage(ProofPublisher publisher) {
            this.publisher = publisher;
        }

        /** Only while the publisher is settled. */
        boolean isSent() {
            if (this.sequence == NOT_SENT || !this.publisher.isAcknowledged(this.sequence)) {
                this.sequence = this.publisher.publish();
                return false;
            }
            return true;
        }
    }
}
