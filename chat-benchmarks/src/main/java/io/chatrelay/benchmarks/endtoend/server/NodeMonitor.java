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
package io.chatrelay.benchmarks.endtoend.server;

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.bridge.delivery.BrokerStatistics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks a node on a thread of its own, so that the load goes on meanwhile. Until it is closed nobody else may ask the node, or
 * start it again.
 */
public final class NodeMonitor implements AutoCloseable {
    private static final int INTERVAL_MILLIS = 100;

    private final OperatingSystem system = new OperatingSystem();
    private final RelayServer server;
    private final ScheduledExecutorService thread;
    private Memory peak = new Memory(0, 0, 0);

    /** Looks at the memory of the node ten times a second from now on. */
    public NodeMonitor(RelayServer server) {
        this.server = server;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "node-monitor");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        peak = peak.max(server.memory(system));
    }

    /** What it takes when garbage has been collected. */
    public CompletableFuture<Memory> collected() {
        return ask(() -> {
            long live = server.liveHeapBytes().orElseThrow();
            return new Memory(live, live, server.memory(system).resident());
        });
    }

    /** The most that it has taken since the last time this was asked. */
    public CompletableFuture<Memory> peak() {
        return ask(() -> {
            look();
            Memory reached = peak;
            peak = new Memory(0, 0, 0);
            return reached;
        });
    }

    /** What it has done since its start. */
    public CompletableFuture<BrokerStatistics> statistics() {
        return ask(server::statistics);
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What a node takes at one moment, in bytes.
     *
     * @param heap with what no collection has found yet
     * @param collected what the last collection has left on the heap
     * @param resident main memory of the process
     */
    public record Memory(long heap, long collected, long resident) {
        private static final double MEBIBYTE = 1024 * 1024;

        private Memory max(Memory other) {
            return new Memory(
                    Math.max(heap, other.heap),
                    Math.max(collected, other.collected),
                    Math.max(resident, other.resident));
        }

        /** As a row that says when it was. */
        public Row row(String when) {
            return new Row(Table.NODE_MEMORY, when)
                    .with(Figure.NODE_HEAP, heap / MEBIBYTE)
                    .with(Figure.NODE_COLLECTED, collected / MEBIBYTE)
                    .with(Figure.NODE_RESIDENT, resident / MEBIBYTE);
        }
    }
}
