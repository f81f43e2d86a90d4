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
package io.chatrelay.benchmarks.endtoend.stalled;

import io.chatrelay.benchmarks.endtoend.account.SequenceTracker;
import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.EventLoop;
import io.chatrelay.testing.client.Metronome;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.SendFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A publisher and the one reader of its messages whose time is measured, on the thread of the {@link EventLoop}. */
final class MeasuredPair {

    private final SequenceTracker tracker = new SequenceTracker();

    private final Tally tally = new Tally();

    private final StalledCase.Flow flow;

    private final String destination;

    private final Subscriber reader;

    private final StompConnection publisher;

    private final StompConnection readerConnection;

    private final SendFrame frame;

    private boolean publisherConnected;

    private @Nullable String ended;

    private @Nullable Metronome metronome;

    private long published;

    private long lastNanos;

    MeasuredPair(EventLoop loop, URI address, String destination, StalledCase.Flow flow) {
        this.flow = flow;
        this.destination = destination;
        this.frame = new SendFrame(destination, 0, flow.bodyBytes());
        this.reader = new Subscriber(destination, this::arrived, this::ended);
        this.readerConnection = loop.connect(address, ClientKind.PLAIN, this.reader);
        this.publisher = loop.connect(address, ClientKind.PLAIN, new PublisherListener());
    }

    String destination() {
        return this.destination;
    }

    boolean isLive() {
        return this.publisherConnected && this.reader.isLive();
    }

    /** Asks with a message whether the subscriptions are live. */
    void probe() {
        if (this.publisherConnected) {
            this.publisher.publish(new SendFrame(this.destination, Subscriber.PROBE, this.flow.bodyBytes()), 0, 0);
        }
    }

    void start(EventLoop loop, long startNanos) {
        this.metronome = Metronome.start(loop, startNanos, this.flow.messagesPerSecond());
        this.lastNanos = startNanos;
    }

    void publishWhatIsDue(long now) {
        Metronome beats = this.metronome;
        while (beats != null && this.published < this.flow.messages() && beats.dueNanos(this.published) <= now) {
            this.publisher.publish(this.frame, this.published, beats.dueNanos(this.published));
            this.published++;
        }
    }

    private void arrived(long sequence, long dueNanos) {
        this.lastNanos = System.nanoTime();
        this.tally.arrived(this.tracker.arrived(sequence), this.lastNanos - dueNanos);
    }

    private void ended(String reason) {
        this.ended = this.ended == null ? reason : this.ended;
    }

    /** Whether nothing more is to come. */
    boolean isDone() {
        return this.ended != null || this.tracker.received() == this.flow.messages();
    }

    void leave() {
        if (this.metronome != null) {
            this.metronome.close();
        }
        this.publisher.close();
        this.readerConnection.close();
    }

    StalledResult.Reader result() {
        double seconds = this.metronome == null ? 0 : (this.lastNanos - this.metronome.dueNanos(0)) / 1e9;
        return new StalledResult.Reader(
                this.flow.messages(),
                this.tracker.received(),
                this.tally.doubled(),
                this.tally.late(),
                seconds,
                this.tally.latency(),
                Optional.ofNullable(this.ended));
    }

    private final class PublisherListener implements StompListener {

        @Override
        public void connected(StompConnection connection) {
            publisherConnected = true;
        }

        @Override
        public void message(ReceivedFrame message) {
            throw new IllegalStateException("A message for one that has not subscribed");
        }

        @Override
        public void lost(String reason) {
            ended(reason);
        }
    }
}
