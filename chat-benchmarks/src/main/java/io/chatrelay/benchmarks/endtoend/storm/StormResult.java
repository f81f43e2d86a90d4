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
package io.chatrelay.benchmarks.endtoend.storm;

import io.chatrelay.benchmarks.endtoend.account.Latency;
import io.chatrelay.benchmarks.endtoend.history.PhasedResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import java.util.List;
import java.util.Locale;

/**
 * How clients came back, and what others noticed of it.
 *
 * @param segmentsRead how many stretches of the log the node read again for them
 */
public record StormResult(
        List<Phase> phases, Memory memory, Comeback comeback, long segmentsRead, LoadResult.Faults faults)
        implements PhasedResult {

    public StormResult {
        phases = List.copyOf(phases);
    }

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%,d back after %.1f s, p50 %,.0f ms, p99 %,.0f ms, max %,.0f ms; %,d stretches read;"
                        + " readers' p99 %.1f ms, then %.1f ms",
                this.comeback.clients(),
                this.comeback.seconds(),
                this.comeback.latency().p50(),
                this.comeback.latency().p99(),
                this.comeback.latency().max(),
                this.segmentsRead,
                this.phases.get(0).speed().latency().p99(),
                this.phases.get(1).speed().latency().p99());
    }

    /**
     * Of those who came back.
     *
     * @param replayed how many messages they had missed, together
     * @param seconds from the first connection to the last one having everything
     * @param latency from the beginning of a connection to the newest message that there was then
     */
    public record Comeback(int clients, long replayed, double seconds, Latency latency) {}
}
