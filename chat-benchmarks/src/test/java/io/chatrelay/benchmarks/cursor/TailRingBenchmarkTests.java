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
package io.chatrelay.benchmarks.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.core.cursor.Located;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailRingBenchmarkTests {

    @Test
    void ringAndMapKeepAndReadTheSame() {
        TailRingBenchmark benchmark = new TailRingBenchmark();
        benchmark.fill();

        for (int i = 0; i < 100; i++) {
            assertThat(benchmark.ringAppends()).isEqualTo(benchmark.mapAppends());
        }
        List<Long> read = benchmark.ringReads().stream().map(Located::offset).toList();

        assertThat(read).hasSize(50).endsWith((10_000L + 100 - 1) * 3);
        assertThat(read)
                .isEqualTo(benchmark.mapReads().stream().map(Located::offset).toList());
    }
}
