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

import io.chatrelay.bridge.internal.client.HistoryRead;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest messages of the log once when the node has started, for nobody: the first client that asks for history shall
 * find compiled code and connected consumers. It ends when there is real work, which does the same.
 */
final class WarmUp {

    private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int POINTS = 100;

    private static final int SEGMENTS = 10;

    private final NodeLog node;

    private final ReplayContext context;

    private final int messages;

    private final LongSupplier nanoTime;

    private volatile boolean ended;

    private volatile @Nullable Thread thread;

    /** @param messages how many messages are read at the most */
    WarmUp(NodeLog node, ReplayContext context, int messages, LongSupplier nanoTime) {
        this.node = node;
        this.context = context;
        this.messages = messages;
        this.nanoTime = nanoTime;
    }

    /** Begins, on a thread of its own. */
    void start() {
        if (this.messages > 0 && !this.ended) {
            Thread started = new Thread(this::run, "chat-relay-warm-up");
            started.setDaemon(true);
            this.thread = started;
            started.start();
        }
    }

    /** Lets it end soon; it does not begin any more. Does not wait. */
    void end() {
        this.ended = true;
    }

    /** The same when nothing may be read any more. */
    void stop() {
        end();
        Thread running = this.thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Whether nothing is being read. */
    boolean isIdle() {
        Thread running = this.thread;
        return running == null || !running.isAlive();
    }

    private void run() {
        long began = this.nanoTime.getAsLong();
        try {
            Stretch newest = this.context.withReader(
                    HistoryRead.SCAN, reader -> reader.newest(this.node.partitions().length, this.messages));
            PartitionLog log = this.node.partition(newest.partition());
            if (log != null && newest.length() > 0) {
                scan(newest, began);
                readAgain(log, newest, began);
            } else {
                connect(newest.partition(), began);
            }
            logger.debug("Read {} messages to warm up", newest.length());
        } catch (RuntimeException failure) {
            logger.atDebug().setCause(failure).log("Not warmed up, which the first clients do as well");
        }
    }

    private void scan(Stretch stretch, long began) {
        this.context.withReader(HistoryRead.SCAN, reader -> {
            DestinationOffsets found = new DestinationOffsets(stretch.from(), null);
            return reader.read(stretch.partition(), stretch.from(), stretch.to(), 0, logged -> {
                found.add(logged);
                return goesOn(began);
            });
        });
    }

    private void readAgain(PartitionLog log, Stretch stretch, long began) {
        for (int i = 0; i < SEGMENTS && goesOn(began); i++) {
            long offset = stretch.at(i, SEGMENTS);
            this.context.withReader(
                    HistoryRead.SEGMENT, reader -> this.context.read(reader, log, offset, SegmentCache.end(offset)));
        }
        for (int i = 0; i < POINTS && goesOn(began); i++) {
            long offset = stretch.at(i, POINTS);
            this.context.withReader(HistoryRead.POINT, reader -> this.context.read(reader, log, offset, offset + 1));
        }
    }

    /** There is nothing to read yet, so that the first client to ask would wait for the consumers, too. */
    private void connect(int partition, long began) {
        for (HistoryRead kind : HistoryRead.values()) {
            if (goesOn(began)) {
                this.context.withReader(kind, reader -> reader.connect(partition));
            }
        }
    }

    private boolean goesOn(long began) {
        return !this.ended && this.nanoTime.getAsLong() - began < LONGEST.toNanos();
    }
}
