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

import java.util.List;

/**
 * Lets publishers send so many messages a second, in turns. What none of them can send, since they are not connected or wait
 * for RECEIPTs, is not made up for.
 */
public final class Rate {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final List<ProofPublisher> publishers;

    private final int messagesPerSecond;

    private final int startMillis;

    private long due;

    private int next;

    /** Begins now. */
    public Rate(Population population, int messagesPerSecond) {
        this.publishers = population.publishers();
        this.messagesPerSecond = messagesPerSecond;
        this.startMillis = population.millis();
    }

    /** Sends what has become due since the last call. */
    public void publishUntil(int millis) {
        long dueNow = (long) ((millis - this.startMillis) * this.messagesPerSecond / MILLIS_PER_SECOND);
        for (; this.due < dueNow; this.due++) {
            publishOne();
        }
    }

    private void publishOne() {
        for (int tries = 0; tries < this.publishers.size(); tries++) {
            ProofPublisher publisher = this.publishers.get(this.next);
            this.next = (this.next + 1) % this.publishers.size();
            if (publisher.isReady()) {
                publisher.publish();
                return;
            }
        }
    }
}
