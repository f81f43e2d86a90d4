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
import io.chatrelay.benchmarks.endtoend.last.LastCase;
import io.chatrelay.benchmarks.endtoend.slow.SlowCase;
import io.chatrelay.benchmarks.endtoend.storm.StormCase;
import java.time.Duration;
import java.util.List;

/** The cases about the past. They take minutes, so none of them is run unless it is asked for. */
final class Histories {

    static final List<HistoryCase> ALL =
            List.of(LastCase.warm(), LastCase.cold(), SlowCase.standard(), StormCase.standard());

    /** The same in seconds, to see that they work. */
    static final List<HistoryCase> SMALL = List.of(
            new LastCase(false, 2_000, 10, Duration.ZERO),
            new LastCase(true, 2_000, 1, Duration.ofMillis(500)),
            new SlowCase(50, 5, 16 * 1_024, 200, Duration.ofSeconds(1), Duration.ofSeconds(3)),
            new StormCase(
                    20,
                    10_000,
                    512,
                    10,
                    200,
                    100,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2)));

    private Histories() {}
}
