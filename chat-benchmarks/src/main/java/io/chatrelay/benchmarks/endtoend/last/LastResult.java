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
package io.chatrelay.benchmarks.endtoend.last;

import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long the newest messages took. */
public record LastResult(List<Times> times, LoadResult.Faults faults) implements HistoryResult {

    public LastResult {
        times = List.copyOf(times);
    }

    @Override
    public String summary() {
        return this.times.stream().map(Times::summary).collect(Collectors.joining("; "));
    }

    /**
     * One subscription.
     *
     * @param millis from the SUBSCRIBE to the last message
     * @param cpuSeconds of the node and of Kafka together, as exact as the operating system counts it
     */
    public record Answer(double millis, double cpuSeconds) {}

    /**
     * Of one kind of rooms.
     *
     * @param rooms where their messages are
     * @param answers in the order of the subscriptions
     * @param wantedMillis what they should stay below
     */
    public record Times(String rooms, List<Answer> answers, int wantedMillis) {

        public Times {
            answers = List.copyOf(answers);
        }

        String summary() {
            double[] sorted =
                    this.answers.stream().mapToDouble(Answer::millis).sorted().toArray();
            return String.format(
                    Locale.ROOT,
                    "%s: first %.1f ms, median %.1f ms, max %.1f ms",
                    this.rooms,
                    this.answers.get(0).millis(),
                    sorted[sorted.length / 2],
                    sorted[sorted.length - 1]);
        }
    }
}
