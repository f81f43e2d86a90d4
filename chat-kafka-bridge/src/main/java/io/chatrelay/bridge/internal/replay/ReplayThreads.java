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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of the replays. What is in memory is served by some that never wait. Kafka is asked by others, of which each Kafka
 * broker has its own: one that hangs keeps the two threads of the partitions that it leads, and nobody else's.
 *
 * <p>A queue holds one task for each partition, and one for each subscription that begins. Thread-safe.
 */
final class ReplayThreads {

    private static final Logger logger = LoggerFactory.getLogger(ReplayThreads.class);

    private static final int MOST_SERVING = 4;

    private static final int ASKING_OF_A_LEADER = 2;

    private static final int KEEP_ALIVE_SECONDS = 60;

    private final ScheduledThreadPoolExecutor serving;

    private final Map<Integer, ExecutorService> asking = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    ReplayThreads() {
        int count = Math.max(2, Math.min(MOST_SERVING, Runtime.getRuntime().availableProcessors()));
        this.serving = new ScheduledThreadPoolExecutor(count, named("chat-relay-replay-"));
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ExecutorService ofLeader(int leader) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                ASKING_OF_A_LEADER,
                ASKING_OF_A_LEADER,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("chat-relay-history-" + leader + "-"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Does something that waits for nobody. */
    void execute(Runnable task) {
        try {
            this.serving.execute(task);
        } catch (RejectedExecutionException stopping) {
            logger.trace("The broker is stopping");
        }
    }

    /**
     * Does something that may wait for a Kafka broker.
     *
     * @param leader id of the Kafka broker, or -1 if it is not known
     */
    void ask(int leader, Runnable task) {
        try {
            this.asking.computeIfAbsent(leader, ReplayThreads::ofLeader).execute(task);
        } catch (RejectedExecutionException stopping) {
            logger.trace("The broker is stopping");
        }
        if (this.stopped) {
            this.asking.values().forEach(ExecutorService::shutdownNow);
        }
    }

    /** Does something that waits for nobody, after a pause. */
    void after(Duration pause, Runnable task) {
        try {
            this.serving.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            logger.trace("The broker is stopping");
        }
    }

    void stop() {
        this.stopped = true;
        this.serving.shutdownNow();
        this.asking.values().forEach(ExecutorService::shutdownNow);
    }
}
