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

import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param idle numbers of idle connections
 * @param warmUp how long each server works before its first case
 * @param settling how long a case runs before it counts
 * @param measuring how long it counts
 */
record Plan(
        List<LoadCase> loads, List<Integer> idle, int rounds, Duration warmUp, Duration settling, Duration measuring) {

    Plan {
        loads = List.copyOf(loads);
        idle = List.copyOf(idle);
    }
}
