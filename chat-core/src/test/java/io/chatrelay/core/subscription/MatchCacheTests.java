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
package io.chatrelay.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchCacheTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64, 1024})
    void neverHoldsMoreThanItsLimit(int limit) {
        MatchCache<Value> cache = new MatchCache<>(limit);

        for (int i = 0; i < 20 * limit; i++) {
            cache.put(new Value("/topic/" + i, i));
        }

        assertThat(cache.size()).isBetween((limit + 1) / 2, limit);
    }

    @Test
    void givesTheLastValueOfADestination() {
        MatchCache<Value> cache = new MatchCache<>(8);

        cache.put(new Value("/topic/a", 1));
        cache.put(new Value("/topic/a", 2));

        assertThat(cache.get("/topic/a")).isEqualTo(new Value("/topic/a", 2));
        assertThat(cache.get("/topic/b")).isNull();
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void whatWasPutLastIsThere() {
        MatchCache<Value> cache = new MatchCache<>(1);

        cache.put(new Value("/topic/a", 1));
        cache.put(new Value("/topic/b", 2));

        assertThat(cache.get("/topic/a")).isNull();
        assertThat(cache.get("/topic/b")).isEqualTo(new Value("/topic/b", 2));
    }

    @Test
    void limitBelowOneIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatchCache<Value>(0))
                .withMessage("cacheLimit: 0 (expected: at least 1)");
    }

    private record Value(String destination, int number) implements MatchCache.Entry {}
}
