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
package io.chatrelay.benchmarks.endtoend.slow;

import io.chatrelay.benchmarks.endtoend.history.PhasedResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.MemoryUse;
import java.util.List;
import java.util.Locale;

/**
 * What became of those who did not read for a while, and of the others.
 *
 * @param stalled what the node took when they had not read, and garbage had been collected
 * @param replays how many times somebody fell behind and caught up
 * @param catchUpSeconds from the moment when they read again to when they all had what they had missed
 */
public record SlowResult(
        List<Phase> phases,
        Memory memory,
        MemoryUse stalled,
        long replays,
        double catchUpSeconds,
        LoadResult.Faults faults)
        implements PhasedResult {

    public SlowResult {
        phases = List.copyOf(phases);
    }

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                "p99 %.1f ms, beside slow ones %.1f ms, while they catch up %.1f ms; had everything after %.1f s,"
                        + " %,d times behind; heap %,d MiB, then %,d MiB",
                this.phases.get(0).speed().latency().p99(),
                this.phases.get(1).speed().latency().p99(),
                this.phases.get(2).speed().latency().p99(),
                this.catchUpSeconds,
                this.replays,
                this.memory.before().heap() >> 20,
                this.stalled.heap() >> 20);
    }
}
