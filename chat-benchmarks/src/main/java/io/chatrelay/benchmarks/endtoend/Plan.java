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
package io.chatrelay.benchmarks.endtoend;

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.load.IdleCase;
import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.stalled.StalledCase;
import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param stalled those with readers that do not read
 * @param idle those with nothing to do
 * @param history those about the past, for ours only
 * @param warmUp how long each server works before its first case
 * @param settling how long a case runs before it counts
 * @param measuring how long it counts
 */
record Plan(
        List<LoadCase> loads,
        List<StalledCase> stalled,
        List<IdleCase> idle,
        List<HistoryCase> history,
        int rounds,
        Duration warmUp,
        Duration settling,
        Duration measuring) {

    Plan {
        loads = List.copyOf(loads);
        stalled = List.copyOf(stalled);
        idle = List.copyOf(idle);
        history = List.copyOf(history);
    }

    /** One without the past. */
    Plan(
            List<LoadCase> loads,
            List<StalledCase> stalled,
            List<IdleCase> idle,
            int rounds,
            Duration warmUp,
            Duration settling,
            Duration measuring) {
        this(loads, stalled, idle, List.of(), rounds, warmUp, settling, measuring);
    }

    /** Whether there is nothing in it for the servers of others. */
    boolean isForOursOnly() {
        return this.loads.isEmpty() && this.stalled.isEmpty() && this.idle.isEmpty();
    }
}
