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
package io.chatrelay.bridge.internal.publish;

import io.chatrelay.bridge.internal.record.RecordCodec;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.settings.PublishSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages to the log. {@link #publish} never blocks: while Kafka has not been reached yet, or has forgotten the
 * topic, messages wait here, in order and bounded; after that they wait in the producer.
 *
 * <pre>
 *   cold ──open(producer)──► warm ──metadata missing──► cold
 *     │ messages wait          │ to the producer, those in quick succession together
 *     └────────close()─────────┴──────► closed: messages fail
 * </pre>
 *
 * <p>Wherever a message waits, it has one deadline, from the moment it was handed to {@link #publish}: then it fails, whatever
 * Kafka's client does. Nobody is told anything with a lock held.
 *
 * <p>Messages of one thread are written in the order of its calls. Thread-safe.
 */
public final class Publisher {

    private static final Logger logger = LoggerFactory.getLogger(Publisher.class);

    private static final long LARGE = 64L * 1024;

    private final String topic;

    private final PublishSettings settings;

    private final LongSupplier nanoTime;

    private final SendWindow window;

    private final LongSupplier clock;

    private final WriteWatch watch;

    private final Deadlines deadlines = new Deadlines();

    private final SendAttempt.Outcome outcome = new ProducerOutcome();

    private final AtomicLong inFlightBytes = new AtomicLong();

    private final Object monitor = new Object();

    /** Messages for a producer that is not warm. Guarded by the monitor, as is the next. */
    private final Deque<Publication> waiting = new ArrayDeque<>();

    /** Whether somebody hands over what waits: others must not pass, so they wait, too. */
    private boolean opening;

    private volatile @Nullable Producer<byte[], byte[]> warmProducer;

    private volatile @Nullable Producer<byte[], byte[]> brokenProducer;

    private volatile TimestampType timestamps = TimestampType.NO_TIMESTAMP_TYPE;

    private volatile boolean closed;

    /**
     * @param topic the topic to write to
     * @param settings how long and how much may wait
     * @param unwritten how long the producer may write nothing after a truncation, see {@link #isStuck}
     * @param nanoTime the clock, as {@link System#nanoTime}
     * @param clock epoch milliseconds
     */
    public Publisher(
            String topic, PublishSettings settings, Duration unwritten, LongSupplier nanoTime, LongSupplier clock) {
        this.topic = topic;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.watch = new WriteWatch(settings.deliveryTimeout(), unwritten, nanoTime);
        this.window = new SendWindow(settings.linger().toNanos(), nanoTime, this::dispatch);
    }

    /** Starts the thread that sends messages which came in quick succession. */
    public void start() {
        this.window.start();
    }

    /**
     * Sends a message on its way.
     *
     * @param callback told once what became of it, unless it is refused
     * @return why it is refused, if that is known at once; then the callback is not told
     */
    public @Nullable PublishFailedException publish(RelayedMessage message, PublishCallback callback) {
        long size = RecordCodec.sizeOf(message);
        if (this.inFlightBytes.addAndGet(size) > this.settings.maxInFlightBytes()) {
            this.inFlightBytes.addAndGet(-size);
            return PublishFailures.tooManyInFlight(this.settings);
        }
        long deadline =
                this.nanoTime.getAsLong() + this.settings.deliveryTimeout().toNanos();
        Publication publication = new Publication(message, size, deadline, callback);
        this.deadlines.add(publication);
        if (size > LARGE) {
            // Alone it fills a request, and if it is too large the caller is to know at once.
            this.window.release();
            dispatch(publication);
        } else if (!this.window.hold(publication)) {
            dispatch(publication);
        }
        return publication.settle();
    }

    private void dispatch(Publication publication) {
        Producer<byte[], byte[]> producer = this.warmProducer;
        if (producer == null) {
            synchronized (this.monitor) {
                producer = this.warmProducer;
                if (producer == null && !this.closed) {
                    this.waiting.add(publication);
                    return;
                }
            }
        }
        if (producer == null) {
            fail(publication, PublishFailures.closed());
        } else if (!handOver(producer, publication)) {
            becomeCold(producer, publication);
        }
    }

    /** Gives a message to the producer; {@code false} if the producer gave it back because it does not know the topic. */
    private boolean handOver(Producer<byte[], byte[]> producer, Publication publication) {
        if (publication.isAnswered()) {
            return true;
        }
        long now = this.clock.getAsLong();
        SendAttempt attempt = new SendAttempt(publication, now, this.nanoTime, this.outcome);
        publication.handedOver(this.watch.written());
        try {
            producer.send(RecordCodec.toRecord(this.topic, publication.message(), now), attempt);
        } catch (RuntimeException failure) {
            // A producer says nothing to the callback when it is closed or can never send again.
            if (!(failure instanceof InterruptException)) {
                this.brokenProducer = producer;
            }
            attempt.onCompletion(null, failure);
        }
        return !attempt.returned();
    }

    /** Whether a producer has refused a message for good, so that another one should take its place. */
    public boolean isBroken(Producer<byte[], byte[]> producer) {
        return this.brokenProducer == producer;
    }

    /** Whose clock the timestamps of the log are of, as far as it is known. */
    public void timestampsAre(TimestampType type) {
        this.timestamps = type;
    }

    /** The log has lost its end: the producer may know of leaders that the log has forgotten. */
    public void logTruncated() {
        this.watch.truncated();
    }

    /**
     * Whether the producer writes nothing any more although Kafka answers, so that another one should take its place.
     *
     * @param answeringSinceNanos since when Kafka has answered without a break
     * @param hasLeader whether the partition of a destination has a leader
     */
    public boolean isStuck(long answeringSinceNanos, Predicate<String> hasLeader) {
        return !isCold() && this.watch.isStuck(answeringSinceNanos, hasLeader, this.inFlightBytes.get() > 0);
    }

    /** Keeps messages back until {@link #open} is called again. */
    public void suspend() {
        synchronized (this.monitor) {
            this.warmProducer = null;
        }
    }

    /** The producer has forgotten the topic (idle for days): wait until it is warm again. */
    private void becomeCold(Producer<byte[], byte[]> producer, Publication publication) {
        synchronized (this.monitor) {
            if (!this.closed) {
                if (this.warmProducer == producer) {
                    this.warmProducer = null;
                }
                this.waiting.add(publication);
                return;
            }
        }
        fail(publication, PublishFailures.closed());
    }

    /** Whether messages wait for {@link #open}. */
    public boolean isCold() {
        return this.warmProducer == null;
    }

    /**
     * Takes a producer that knows the topic, writes what has been waiting, and lets everything after it straight
     * through.
     */
    public void open(Producer<byte[], byte[]> producer) {
        synchronized (this.monitor) {
            if (this.opening || this.closed) {
                return;
            }
            this.opening = true;
        }
        try {
            handOverWaiting(producer);
        } finally {
            synchronized (this.monitor) {
                this.opening = false;
            }
        }
    }

    /** The monitor is free while the producer or a client is told something. What comes meanwhile waits behind the rest. */
    private void handOverWaiting(Producer<byte[], byte[]> producer) {
        while (true) {
            Publication next;
            synchronized (this.monitor) {
                next = this.waiting.poll();
                if (next == null) {
                    if (!this.closed) {
                        this.watch.reset();
                        this.warmProducer = producer;
                    }
                    return;
                }
            }
            if (!handOver(producer, next)) {
                synchronized (this.monitor) {
                    this.waiting.addFirst(next);
                }
                return;
            }
        }
    }

    /** Fails what has been waiting for longer than the delivery timeout, wherever it waits; to be called about once a second. */
    public void expire() {
        List<Publication> overdue = this.deadlines.overdue(this.nanoTime.getAsLong());
        if (overdue.isEmpty()) {
            return;
        }
        synchronized (this.monitor) {
            this.waiting.removeAll(Set.copyOf(overdue));
        }
        for (Publication publication : overdue) {
            if (publication.writtenBefore() >= 0) {
                this.watch.expired(publication);
            }
            fail(publication, PublishFailures.timedOut(this.settings, new TimeoutException("Kafka is not reachable")));
        }
    }

    /** Fails what waits here and everything from now on. What the producer has already got is the producer's. */
    public void close() {
        this.window.close();
        List<Publication> abandoned;
        synchronized (this.monitor) {
            this.closed = true;
            this.warmProducer = null;
            abandoned = new ArrayList<>(this.waiting);
            this.waiting.clear();
        }
        abandoned.forEach(publication -> fail(publication, PublishFailures.closed()));
    }

    /** Fails what Kafka has not answered when the producer is closed. */
    public void abandon() {
        this.deadlines.all().forEach(publication -> fail(publication, PublishFailures.closed()));
    }

    private void fail(Publication publication, PublishFailedException failure) {
        end(publication, publication.failed(failure));
    }

    /** @param tell tells the answer, or {@code null} if there was one before */
    private void end(Publication publication, @Nullable Runnable tell) {
        if (tell == null) {
            return;
        }
        this.deadlines.remove(publication);
        this.inFlightBytes.addAndGet(-publication.size());
        try {
            tell.run();
        } catch (RuntimeException failure) {
            // An interceptor of the application, most likely. That is the client's affair alone.
            logger.atError().setCause(failure).log("A client could not be told what became of its message");
        }
    }

    private final class ProducerOutcome implements SendAttempt.Outcome {

        @Override
        public TimestampType timestampType() {
            return Publisher.this.timestamps;
        }

        @Override
        public void written(Publication publication, RecordMetadata place) {
            Publisher.this.watch.wrote();
            end(publication, publication.committed(place));
        }

        @Override
        public void failed(Publication publication, Exception failure) {
            if (failure instanceof TimeoutException) {
                Publisher.this.watch.expired(publication);
            }
            fail(publication, PublishFailures.from(failure, Publisher.this.settings));
        }
    }
}
