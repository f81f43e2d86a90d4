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
package io.chatrelay.benchmarks.endtoend.process;

/**
 * What a node takes at one moment, in bytes.
 *
 * @param heap with what no collection has found yet
 * @param heapAfterCollection what the last collection has left
 * @param resident main memory of the process
 */
public record MemoryUse(long heap, long heapAfterCollection, long resident) {

    /** The larger of each. */
    MemoryUse max(MemoryUse other) {
        return new MemoryUse(
                Math.max(this.heap, other.heap),
                Math.max(this.heapAfterCollection, other.heapAfterCollection),
                Math.max(this.resident, other.resident));
    }
}
