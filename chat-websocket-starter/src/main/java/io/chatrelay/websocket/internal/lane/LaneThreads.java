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
package io.chatrelay.websocket.internal.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that may wait for a client: virtual ones where the JDK has them, else as many as wait at the moment. No task
 * waits for another, so a client that does not read takes no thread away from others.
 */
public final class LaneThreads {
    /** Before Java 24 a virtual thread that waits in a monitor, as in Tomcat's blocking write, keeps its carrier (JEP 491). */
    private static final int VIRTUAL_SINCE = 24;

    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private LaneThreads() {}

    /** Returns an executor that ends its threads by itself. */
    public static Executor create() {
        return Runtime.version().feature() >= VIRTUAL_SINCE ? virtualThreads() : platformThreads();
    }

    private static Executor virtualThreads() {
        try {
            // Not known to those who compile for 17.
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Error error) {
            throw error;
        } catch (Throwable unexpected) {
            throw new IllegalStateException("Java " + Runtime.version() + " has no virtual threads", unexpected);
        }
    }

    private static Executor platformThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                LaneThreads::newThread);
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "chat-relay-lane-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        // Not that of the request that happens to need it first: Tomcat would take the thread for a leak of its.
        thread.setContextClassLoader(LaneThreads.class.getClassLoader());
        return thread;
    }
}
