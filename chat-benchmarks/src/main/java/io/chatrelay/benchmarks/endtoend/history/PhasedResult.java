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
package io.chatrelay.benchmarks.endtoend.history;

import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.MemoryUse;
import java.util.List;

/** What a run has shown in which the same readers are watched before something happens to others and meanwhile. */
public interface PhasedResult extends HistoryResult {

    /** One after the other; the first is that to compare with. */
    List<Phase> phases();

    Memory memory();

    /**
     * What those who are watched have seen.
     *
     * @param name what happened meanwhile
     */
    record Phase(String name, LoadResult.Speed speed) {}

    /**
     * What the node took.
     *
     * @param before when garbage had been collected
     * @param peak the most of each, meanwhile
     * @param after when garbage had been collected
     */
    record Memory(MemoryUse before, MemoryUse peak, MemoryUse after) {}
}
