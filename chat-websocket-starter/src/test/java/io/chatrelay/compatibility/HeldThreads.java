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
package io.chatrelay.compatibility;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Threads that serve all clients and wait for one of them instead. */
final class HeldThreads {

    private static final Pattern SHARED = Pattern.compile("(http-nio|qtp|clientOutboundChannel|chat-relay-tail).*");
    private static final Pattern WRITING = Pattern.compile(
            "(io\\.chatrelay\\.websocket|org\\.apache\\.tomcat\\.(websocket|util\\.net\\.SocketWrapperBase)"
                    + "|org\\.eclipse\\.jetty\\.(websocket|util\\.BlockingCallback)).*");

    /** Longer than any lock is waited for in passing, and far shorter than a client that does not read is waited for. */
    private static final Duration IN_PASSING = Duration.ofMillis(300);

    private final Set<String> seen = new TreeSet<>();

    /** The waits found at the last look, by when they were first seen, in {@link System#nanoTime}. */
    private Map<Wait, Long> waits = Map.of();

    /** One wait of one thread: the count goes up with each. */
    private record Wait(long threadId, long count) {}

    /** Looks once more. A thread that is at work is not held, and a lock that it takes in passing does not count. */
    void look() {
        long now = System.nanoTime();
        Map<Wait, Long> present = new HashMap<>();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
            Thread.State state = thread.getThreadState();
            if ((state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                    && SHARED.matcher(thread.getThreadName()).matches()
                    && Arrays.stream(thread.getStackTrace()).anyMatch(frame -> WRITING.matcher(frame.getClassName())
                            .matches())) {
                Wait wait = new Wait(thread.getThreadId(), thread.getWaitedCount());
                long since = waits.getOrDefault(wait, now);
                present.put(wait, since);
                if (now - since > IN_PASSING.toNanos()) {
                    seen.add(thread.getThreadName() + " " + Arrays.toString(thread.getStackTrace()));
                }
            }
        }
        waits = present;
    }

    /** Returns what was found so far. */
    Set<String> seen() {
        return seen;
    }
}
