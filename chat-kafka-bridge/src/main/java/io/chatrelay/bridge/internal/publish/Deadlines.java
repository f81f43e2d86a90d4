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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All messages that have no answer yet, by the end of their time: whichever way Kafka's client fails, each is answered. All have
 * the same time, so they end in the order in which they came. Thread-safe.
 */
final class Deadlines {

    private final Set<Publication> pending = new LinkedHashSet<>();

    synchronized void add(Publication publication) {
        this.pending.add(publication);
    }

    synchronized void remove(Publication publication) {
        this.pending.remove(publication);
    }

    /** Those whose time is over. They stay until they are removed. */
    synchronized List<Publication> overdue(long nowNanos) {
        List<Publication> overdue = new ArrayList<>();
        for (Publication next : this.pending) {
            if (!next.isOverdue(nowNanos)) {
                break;
            }
            overdue.add(next);
        }
        return overdue;
    }

    /** All of them. */
    synchronized List<Publication> all() {
        return List.copyOf(this.pending);
    }
}
