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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionBenchmarksTests {

    private final List<Registry.Subscriber> subscribers = Subscribers.of(250);

    @Test
    void bothRegistriesFindTheSameSubscribersAtEveryStep() {
        long ours = new SubscriptionIndexComparison(new IndexRegistry()).run(this.subscribers);
        long springs = new SubscriptionIndexComparison(new SpringRegistry()).run(this.subscribers);

        int nameLength = this.subscribers.get(0).sessionId().length();
        assertThat(ours).isEqualTo((100L + 200 + 250 + 150 + 50) * nameLength);
        assertThat(springs).isEqualTo(ours);
    }

    @Test
    void comparisonPrintsARowForEveryNumberAndRegistry() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        SubscriptionIndexComparison.print(new PrintStream(printed, true, StandardCharsets.UTF_8), 10, 20);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line.chars().filter(character -> character == '|'))
                        .hasSize(9))
                .anyMatch(line -> line.startsWith("| 20 | Spring's |"));
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
                .isEqualTo(30 * this.subscribers.get(0).sessionId().length());
    }
}
