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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.benchmarks.endtoend.account.SequenceTracker;
import io.chatrelay.benchmarks.endtoend.account.SequenceTracker.Arrival;
import io.chatrelay.benchmarks.endtoend.account.Window;
import io.chatrelay.testing.client.SendFrame;
import io.chatrelay.testing.client.StompConnection;
import org.jspecify.annotations.Nullable;

/** Publishes to one group, and knows which of its messages every subscriber of the group has got. */
final class Publisher {

    private final StompConnection connection;

    private final SendFrame frame;

    private final SequenceTracker[] subscribers;

    private @Nullable Window window;

    private long published;

    Publisher(StompConnection connection, SendFrame frame, int subscribers) {
        this.connection = connection;
        this.frame = frame;
        this.subscribers = new SequenceTracker[subscribers];
        for (int index = 0; index < subscribers; index++) {
            this.subscribers[index] = new SequenceTracker();
        }
    }

    void publish(long dueNanos) {
        this.connection.publish(this.frame, this.published, dueNanos);
        this.published++;
    }

    /** From now on publishes by itself whenever fewer messages than this are on their way. */
    void keepOutstanding(int messages) {
        this.window = new Window(messages, this.subscribers.length);
        fill(this.window);
    }

    /** Publishes nothing by itself any more. */
    void stop() {
        this.window = null;
    }

    Arrival arrived(int subscriber, long sequence) {
        Arrival arrival = this.subscribers[subscriber].arrived(sequence);
        Window open = this.window;
        if (open != null && arrival != Arrival.DOUBLED) {
            open.delivered(sequence);
            fill(open);
        }
        return arrival;
    }

    private void fill(Window open) {
        while (open.hasRoomFor(this.published)) {
            publish(System.nanoTime());
        }
    }

    /** Deliveries that are owed and have not arrived. */
    long missing() {
        long missing = this.published * this.subscribers.length;
        for (SequenceTracker subscriber : this.subscribers) {
            missing -= subscriber.received();
        }
        return missing;
    }
}
