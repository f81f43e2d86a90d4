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
package io.chatrelay.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LaneBenchmarkTests {

    @Test
    void bothSendTheSameCharactersToAllSessions() throws IOException {
        LaneBenchmark ours = new LaneBenchmark();
        ours.makeSessions();
        LaneBenchmark springs = new LaneBenchmark();
        springs.makeSessions();

        assertThat(ours.ours()).isPositive().isEqualTo(springs.springs());
        assertThat(ours.ours()).isEqualTo(springs.springs());
    }
}
