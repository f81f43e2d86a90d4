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
package io.chatrelay.benchmarks.endtoend.process;

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

    private MemoryUse peak = new MemoryUse(0, 0, 0);

    private NodeMonitor(RelayServer server) {
        this.server = server;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "node-monitor");
            made.setDaemon(true);
            return made;
        });
    }

    /** Looks at its memory ten times a second from now on. */
    public static NodeMonitor start(RelayServer server) {
        NodeMonitor monitor = new NodeMonitor(server);
        monitor.thread.scheduleWithFixedDelay(monitor::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return monitor;
    }

    private void look() {
        this.peak = this.peak.max(this.server.memory(this.system));
    }

    /** What it takes when garbage has been collected. */
    public CompletableFuture<MemoryUse> collected() {
        return ask(() -> {
            long live = this.server.liveHeapBytes().orElseThrow();
            return new MemoryUse(live, live, this.server.memory(this.system).resident());
        });
    }

    /** The most that it has taken since the last time this was asked. */
    public CompletableFuture<MemoryUse> peak() {
        return ask(() -> {
            look();
            MemoryUse reached = this.peak;
            this.peak = new MemoryUse(0, 0, 0);
            return reached;
        });
    }

    /** What it has done since its start. */
    public CompletableFuture<BrokerStatistics> statistics() {
        return ask(this.server::statistics);
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, this.thread);
    }

    @Override
    public void close() {
        this.thread.shutdownNow();
        try {
            this.thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
