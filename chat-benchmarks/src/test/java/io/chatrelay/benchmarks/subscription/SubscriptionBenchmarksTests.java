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
package io.chatrelay.benchmarks.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.subscription.SubscriptionIndexBenchmark.Kind;
import io.chatrelay.benchmarks.subscription.SubscriptionIndexBenchmark.Registry;
import io.chatrelay.benchmarks.subscription.SubscriptionIndexBenchmark.Registry.Subscriber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionBenchmarksTests {
    private final List<Subscriber> subscribers = Subscriber.many(250);

    @Test
    void bothRegistriesFindTheSameSubscribersAtEveryStep() {
        Registry ours = new Registry.Index();
        Registry springs = new Registry.Springs();
        int nameLength = subscribers.get(0).sessionId().length();

        for (int joined = 0; joined < 250; joined++) {
            ours.join(subscribers.get(joined));
            springs.join(subscribers.get(joined));
            assertThat(ours.publish()).isEqualTo((joined + 1) * nameLength).isEqualTo(springs.publish());
        }
        for (int left = 0; left < 250; left++) {
            ours.leave(subscribers.get(left));
            springs.leave(subscribers.get(left));
            assertThat(ours.publish()).isEqualTo((249 - left) * nameLength).isEqualTo(springs.publish());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void benchmarkFindsEverybodyAfterOneHasLeftAndComeBack(Kind kind) {
        SubscriptionIndexBenchmark benchmark = new SubscriptionIndexBenchmark();
        benchmark.kind = kind;
        benchmark.subscribers = 30;
        benchmark.subscribeAll();

        benchmark.leaveAndJoin();

        assertThat(benchmark.publish())
                .isEqualTo(30 * subscribers.get(0).sessionId().length());
    }
}
