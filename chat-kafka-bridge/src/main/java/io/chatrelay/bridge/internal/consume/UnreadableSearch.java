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
package io.chatrelay.bridge.internal.consume;

import io.chatrelay.bridge.internal.client.UnreadableRecords;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks for the end of records that cannot be read, by a consumer and on a thread of its own, both of which there are only as long
 * as somebody looks. The queue holds one search a partition. Thread-safe.
 */
final class UnreadableSearch {

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    private final LongSupplier nanoTime;

    private final ThreadPoolExecutor thread;

    UnreadableSearch(Supplier<Consumer<byte[], byte[]>> consumers, LongSupplier nanoTime) {
        this.consumers = consumers;
        this.nanoTime = nanoTime;
        this.thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "chat-relay-unreadable");
            made.setDaemon(true);
            return made;
        });
        this.thread.allowCoreThreadTimeOut(true);
    }

    /** Finds the first offset from which a partition can be read again; fails if Kafka does not answer. */
    CompletableFuture<Long> endAfter(TopicPartition partition, long damaged) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
                        consumer.assign(List.of(partition));
                        return UnreadableRecords.endAfter(consumer, partition, damaged, this.nanoTime);
                    }
                },
                this.thread);
    }

    void stop() {
        this.thread.shutdownNow();
    }
}
