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

import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.SendFrame;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Publishes to one destination; its messages are numbered without a hole, so that a reader knows what it has missed. */
public final class Publisher {
    /** The number in the stamp of a message that only asks whether subscriptions are live. */
    static final int PROBE = -1;

    private final StompConnection connection;
    private final SendFrame frame;
    private final SendFrame probe;
    private @Nullable Window window;
    private long next;

    /**
     * A publisher on a connection that is there.
     *
     * @param number its own in the stamp of a message
     * @param first the number of its first message
     */
    public Publisher(StompConnection connection, String destination, int number, int bodyBytes, long first) {
        this.connection = connection;
        this.frame = new SendFrame(destination, number, bodyBytes);
        this.probe = new SendFrame(destination, PROBE, bodyBytes);
        this.next = first;
    }

    /** Publishers for so many destinations on one connection of their own, which is there when this returns. */
    public static List<Publisher> onOneConnection(
            Stage stage, ClientKind kind, List<String> destinations, int bodyBytes, long first, Consumer<String> end) {
        Sender sender = new Sender(end);
        StompConnection connection = stage.connect(kind, sender);
        List<Publisher> publishers = new ArrayList<>();
        for (String destination : destinations) {
            publishers.add(new Publisher(connection, destination, publishers.size(), bodyBytes, first));
        }
        stage.await(() -> sender.connected, "a connection to publish on");
        return publishers;
    }

    /** The number of its next message. */
    public long next() {
        return next;
    }

    void probe() {
        connection.publish(probe, 0, 0);
    }

    void publish(long dueNanos) {
        connection.publish(frame, next, dueNanos);
        next++;
    }

    /** From now on publishes by itself whenever fewer messages than this have not reached all of its subscribers. */
    void keepOutstanding(int messages, int subscribers) {
        window = new Window(messages, subscribers);
        fill(window);
    }

    /** Publishes nothing by itself any more. */
    void stop() {
        window = null;
    }

    void delivered(long sequence) {
        Window open = window;
        if (open != null) {
            open.delivered(sequence);
            fill(open);
        }
    }

    private void fill(Window open) {
        while (open.hasRoomFor(next)) {
            publish(System.nanoTime());
        }
    }

    private static final class Sender implements StompListener {
        private final Consumer<String> end;
        private boolean connected;

        Sender(Consumer<String> end) {
            this.end = end;
        }

        @Override
        public void connected(StompConnection connection) {
            connected = true;
        }

        @Override
        public void message(ReceivedFrame message) {
            throw new IllegalStateException("A message for one that has not subscribed");
        }

        @Override
        public void lost(String reason) {
            end.accept(reason);
        }
    }

    /**
     * The messages that not all subscribers have got yet. The window is full when the oldest of them is {@code size}
     * messages old: with a size of 80, message 80 waits until everybody has message 0.
     */
    static final class Window {
        private final int[] deliveries;
        private final int subscribers;
        private long oldest;

        /** For so many messages that each go to so many subscribers. */
        Window(int size, int subscribers) {
            this.deliveries = new int[size];
            this.subscribers = subscribers;
        }

        /** Whether the next message, which has this number, may be published. */
        boolean hasRoomFor(long sequence) {
            return sequence - oldest < deliveries.length;
        }

        /** One more subscriber has got the message. */
        void delivered(long sequence) {
            deliveries[slot(sequence)]++;
            while (deliveries[slot(oldest)] == subscribers) {
                deliveries[slot(oldest)] = 0;
                oldest++;
            }
        }

        private int slot(long sequence) {
            return (int) (sequence % deliveries.length);
        }
    }
}
