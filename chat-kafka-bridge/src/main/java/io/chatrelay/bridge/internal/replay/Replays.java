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
package io.chatrelay.bridge.internal.replay;

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.record.OutgoingMessage;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.cursor.Slice;
import io.chatrelay.core.cursor.TailRing;
import io.chatrelay.core.log.Position;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Takes care of subscriptions that are behind the tail. Thread-safe; nobody who calls waits for Kafka. */
public final class Replays {

    private static final int SHARE_OF_SEGMENTS = 4;

    /** How many records are looked at with the lock held when a subscription begins. */
    private static final int MOST_SINCE = 1_000;

    /** Looking at a record is dearer for a pattern, or for a user's messages. */
    private static final int MOST_SINCE_OF_MANY = 100;

    private final ReplayTarget target;

    private final SlowClient slowClient;

    private final ReplayThreads threads;

    private final ReplayContext context;

    private final WarmUp warmUp;

    private final Map<PartitionLog, PartitionReplays> partitions = new ConcurrentHashMap<>();

    /**
     * @param consumers makes consumers for reading stretches of the log
     */
    public Replays(
            NodeLog node,
            ReplayTarget target,
            Function<HistoryRead, Consumer<byte[], byte[]>> consumers,
            BridgeSettings settings,
            SlowClient slowClient,
            LongSupplier nanoTime) {
        this.target = target;
        this.slowClient = slowClient;
        this.threads = new ReplayThreads();
        this.context = new ReplayContext(
                node,
                this.threads,
                kind -> new LogReader(consumers.apply(kind), settings.topic().name(), nanoTime),
                settings.history().tailBytes() / SHARE_OF_SEGMENTS,
                settings.history().maxSearch(),
                nanoTime);
        this.warmUp = new WarmUp(node, this.context, settings.history().warmUpMessages(), nanoTime);
    }

    /** The log is known: prepares for the first that is asked. */
    public void warmUp() {
        this.warmUp.start();
    }

    private PartitionReplays of(PartitionLog log) {
        return this.partitions.computeIfAbsent(log, added -> new PartitionReplays(added, this.context));
    }

    /** Finds out where a subscription begins, answers, and lets it read. The partition is read. */
    public void begin(ReplayRequest request, PartitionLog log) {
        this.warmUp.end();
        PartitionReplays replays = of(log);
        replays.add(new ReplayStart(request, log, this.context, replays, this.target));
    }

    /**
     * Begins where the tail has been, with the partition's lock held: what came since is delivered as if it came now, or, if
     * that is more than a moment's worth, is read like other history.
     *
     * @param start the first offset that is delivered, not behind the tail; the cursor there waits
     */
    public void beginAt(Subscription subscription, PartitionLog log, long start) {
        Cursor cursor = subscription.cursor(log.partition());
        TailRing<OutgoingMessage> ring = log.ring();
        Slice<OutgoingMessage> since = start < ring.from()
                ? new Slice<>(start, start, List.of())
                : ring.read(
                        start,
                        message -> this.target.isFor(subscription, message),
                        Integer.MAX_VALUE,
                        subscription.isPlain() ? MOST_SINCE : MOST_SINCE_OF_MANY);
        if (since.to() == ring.to()) {
            cursor.startLive();
            subscription.cursorMoved();
            deliverSince(subscription, log, cursor, since.records());
        } else {
            cursor.start(start);
            subscription.cursorMoved();
            Replay replay = new Replay(subscription, log, cursor, this.target, Position.NO_TIMESTAMP);
            this.context.execute(() -> of(log).add(replay));
        }
    }

    private void deliverSince(
            Subscription subscription, PartitionLog log, Cursor cursor, List<OutgoingMessage> messages) {
        for (OutgoingMessage message : messages) {
            if (this.target.isWanted(subscription, message) && !this.target.deliverNew(subscription, message)) {
                fallBehind(subscription, log, cursor, message.offset());
                return;
            }
        }
        if (!messages.isEmpty()) {
            this.target.flush(subscription);
        }
    }

    /**
     * A client has no room for a message of the tail: goes on when there is room. With the partition's lock held.
     *
     * @param offset of the message, which was not delivered
     */
    public void fallBehind(Subscription subscription, PartitionLog log, Cursor cursor, long offset) {
        cursor.refuse(offset);
        subscription.cursorMoved();
        Runnable goOn;
        if (this.slowClient == SlowClient.LATEST) {
            goOn = () -> this.context.execute(() -> skipToTail(subscription, log, cursor));
        } else {
            Replay replay = new Replay(subscription, log, cursor, this.target, Position.NO_TIMESTAMP);
            PartitionReplays replays = of(log);
            goOn = () -> this.context.execute(() -> replays.add(replay));
        }
        subscription.session().whenRoom(goOn);
    }

    private void skipToTail(Subscription subscription, PartitionLog log, Cursor cursor) {
        log.lock().lock();
        try {
            long tail = log.ring().to();
            cursor.lose(GapReason.SKIPPED, tail);
            cursor.flip(tail);
            subscription.cursorMoved();
        } finally {
            log.lock().unlock();
        }
    }

    /** Does something soon that does not wait for anybody. */
    public void execute(Runnable action) {
        this.context.execute(action);
    }

    /** What was read of a partition is not so any more. */
    public void forget(int partition) {
        this.context.segments().clear(partition);
    }

    /** How many stretches of the log were read from Kafka so far. */
    public long segmentsRead() {
        return this.context.segmentsRead();
    }

    /** How many times a subscription that was behind has caught up, or come to its end. */
    public long replaysDone() {
        return this.context.replaysDone();
    }

    /** Stops reading; who is behind stays behind. */
    public void stop() {
        this.warmUp.stop();
        this.threads.stop();
        this.context.close();
    }
}
