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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one partition that wait for their turn. New ones come first, since most of them take no time. Those that search the log
 * take turns by session, so that a client which asks for forty rooms at once holds up its own thirty-nine. Not thread-safe.
 */
final class ReplayJobs {

    private final Deque<ReplayJob> fresh = new ArrayDeque<>();

    /** By session; the one whose turn is next comes first. */
    private final Map<String, Deque<ReplayJob>> searching = new LinkedHashMap<>();

    void add(ReplayJob job) {
        this.fresh.add(job);
    }

    void addSearching(ReplayJob job) {
        this.searching
                .computeIfAbsent(job.sessionId(), added -> new ArrayDeque<>(1))
                .add(job);
    }

    boolean isEmpty() {
        return this.fresh.isEmpty() && this.searching.isEmpty();
    }

    @Nullable ReplayJob takeFresh() {
        return this.fresh.poll();
    }

    /** Takes a job of the session whose turn it is; the session's other jobs wait until all others had theirs. */
    @Nullable ReplayJob takeSearching() {
        Iterator<Map.Entry<String, Deque<ReplayJob>>> first =
                this.searching.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        Map.Entry<String, Deque<ReplayJob>> next = first.next();
        first.remove();
        ReplayJob job = next.getValue().poll();
        if (!next.getValue().isEmpty()) {
            this.searching.put(next.getKey(), next.getValue());
        }
        return job;
    }
}
