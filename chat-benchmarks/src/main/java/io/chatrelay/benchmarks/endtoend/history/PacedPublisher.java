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

import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Metronome;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.SendFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A connection that publishes to its destinations in turn, at a fixed rate. The publisher of a message is the place of its
 * destination in the list.
 */
public final class PacedPublisher implements StompListener, AutoCloseable {

    private final Stage stage;

    private final StompConnection connection;

    private final List<SendFrame> frames;

    private final long first;

    private final int messagesPerSecond;

    private boolean connected;

    private @Nullable Metronome metronome;

    private long published;

    /**
     * Connects.
     *
     * @param first the number of the first message for each destination
     */
    public PacedPublisher(Stage stage, List<String> destinations, long first, int bodyBytes, int messagesPerSecond) {
        this.stage = stage;
        this.frames = IntStream.range(0, destinations.size())
                .mapToObj(index -> new SendFrame(destinations.get(index), index, bodyBytes))
                .toList();
        this.first = first;
        this.messagesPerSecond = messagesPerSecond;
        this.connection = stage.connect(ClientKind.PLAIN, this);
    }

    public boolean isConnected() {
        return this.connected;
    }

    /** Publishes from now on. */
    public void start() {
        Metronome beats = Metronome.start(this.stage.loop(), System.nanoTime(), this.messagesPerSecond);
        this.metronome = beats;
        this.stage.everyTurn(() -> publishWhatIsDue(beats));
    }

    private void publishWhatIsDue(Metronome beats) {
        long now = System.nanoTime();
        while (this.metronome != null && beats.dueNanos(this.published) <= now) {
            int destination = (int) (this.published % this.frames.size());
            this.connection.publish(this.frames.get(destination), next(destination), beats.dueNanos(this.published));
            this.published++;
        }
    }

    /** The number that the next message for a destination has. */
    public long next(int destination) {
        int destinations = this.frames.size();
        return this.first + (this.published - destination + destinations - 1) / destinations;
    }

    /** Publishes nothing more. */
    @Override
    public void close() {
        if (this.metronome != null) {
            this.metronome.close();
            this.metronome = null;
        }
    }

    @Override
    public void connected(StompConnection made) {
        this.connected = true;
    }

    @Override
    public void message(ReceivedFrame message) {
        throw new IllegalStateException("A message for one that has not subscribed");
    }

    @Override
    public void lost(String reason) {
        this.stage.fail(reason);
    }
}
