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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubscriptionIndexConcurrencyTests {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final SubscriptionIndex<Object> index = new SubscriptionIndex<>(new PrefixPatterns());

    @AfterEach
    void endThreads() throws InterruptedException {
        this.threads.shutdownNow();
        assertThat(this.threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void subscriptionAddedWhileTheLastOneLeavesIsKept() {
        this.index.add("/topic/a", "last");
        Object joining = new Interrupted(() -> this.index.remove("/topic/a", "last"));

        assertThat(this.index.add("/topic/a", joining)).isTrue();

        assertThat(this.index.find("/topic/a")).containsExactly(joining);
    }

    @Test
    void lastOneLeavingTakesNobodyWithItWhoCameMeanwhile() {
        Interrupted leaving = new Interrupted();
        this.index.add("/topic/a", leaving);
        leaving.meanwhile(() -> this.index.add("/topic/a", "new"));

        assertThat(this.index.remove("/topic/a", leaving)).isTrue();

        assertThat(this.index.find("/topic/a")).containsExactly("new");
    }

    @Test
    void firstTwoOfADestinationDoNotHideEachOther() {
        Object joining = new Interrupted(() -> this.index.add("/topic/a", "faster"));

        this.index.add("/topic/a", joining);

        assertThat(this.index.find("/topic/a")).containsExactlyInAnyOrder("faster", joining);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/a", "/topic/*"})
    void lookUpDoesNotWaitForAWriterStoppedHalfWay(String destination) throws Exception {
        this.index.add(destination, "present");
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Object joining = new Interrupted(() -> {
            reached.countDown();
            await(goOn);
        });

        Future<Boolean> writer = this.threads.submit(() -> this.index.add(destination, joining));
        await(reached);
        List<Object> foundMeanwhile = this.index.find("/topic/a");
        goOn.countDown();

        assertThat(foundMeanwhile).containsExactly("present");
        assertThat(writer.get()).isTrue();
        assertThat(this.index.find("/topic/a")).containsExactlyInAnyOrder("present", joining);
    }

    @Test
    void subscriptionToAPatternWhoseLastOneIsLeavingIsKept() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Interrupted leaving = new Interrupted();
        this.index.add("/topic/*", leaving);
        assertThat(this.index.find("/topic/a")).containsExactly(leaving);
        leaving.meanwhile(() -> {
            reached.countDown();
            await(goOn);
        });

        Future<Boolean> leave = this.threads.submit(() -> this.index.remove("/topic/*", leaving));
        await(reached);
        CompletableFuture<Void> joins = new CompletableFuture<>();
        Future<Boolean> join = this.threads.submit(() -> {
            joins.complete(null);
            return this.index.add("/topic/*", "new");
        });
        joins.get();
        goOn.countDown();

        assertThat(leave.get()).isTrue();
        assertThat(join.get()).isTrue();
        assertThat(this.index.find("/topic/a")).containsExactly("new");
    }

    @Test
    void patternThatComesWhileADestinationIsMatchedIsSeenByTheNextLookUp() {
        MeddlingPatterns patterns = new MeddlingPatterns();
        SubscriptionIndex<Object> meddled = new SubscriptionIndex<>(patterns);
        meddled.add("/topic/*", "one");
        patterns.whileMatching = () -> meddled.add("/topic/a*", "two");

        List<Object> during = meddled.find("/topic/a");

        assertThat(during).contains("one");
        assertThat(meddled.find("/topic/a")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void patternThatEndsWhileADestinationIsMatchedIsNotSeenByTheNextLookUp() {
        MeddlingPatterns patterns = new MeddlingPatterns();
        SubscriptionIndex<Object> meddled = new SubscriptionIndex<>(patterns);
        meddled.add("/topic/*", "one");
        patterns.whileMatching = () -> {
            meddled.remove("/topic/*", "one");
            meddled.add("/topic/*", "two");
        };

        meddled.find("/topic/a");

        assertThat(meddled.find("/topic/a")).containsExactly("two");
    }

    @Test
    void slowerOfTwoLookUpsDoesNotHideWhatTheFasterOneFound() {
        MeddlingPatterns patterns = new MeddlingPatterns();
        SubscriptionIndex<Object> meddled = new SubscriptionIndex<>(patterns);
        meddled.add("/topic/*", "one");
        List<Object> faster = new ArrayList<>();
        patterns.whileMatching = () -> {
            meddled.add("/topic/a*", "two");
            faster.addAll(meddled.find("/topic/a"));
        };

        meddled.find("/topic/a");

        assertThat(faster).containsExactlyInAnyOrder("one", "two");
        assertThat(meddled.find("/topic/a")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void everyThreadSeesItsOwnChangesAtOnce() throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
        List<Future<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            workers.add(this.threads.submit(() -> joinAndLeaveUntil(end, number)));
        }

        for (Future<Integer> worker : workers) {
            assertThat(worker.get()).isPositive();
        }

        assertThat(this.index.size()).isZero();
        assertThat(this.index.find("/topic/ab")).isEmpty();
    }

    private int joinAndLeaveUntil(long end, int worker) {
        String[] destinations = {"/topic/ab", "/topic/*", "/topic/a*", "/topic/ab*"};
        int rounds = 0;
        while (System.nanoTime() < end) {
            String destination = destinations[rounds % destinations.length];
            String subscription = worker + "-" + rounds;
            assertThat(this.index.add(destination, subscription)).isTrue();
            assertThat(this.index.find("/topic/ab")).containsOnlyOnce(subscription);
            assertThat(this.index.remove(destination, subscription)).isTrue();
            assertThat(this.index.find("/topic/ab")).doesNotContain(subscription);
            rounds++;
        }
        return rounds;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** A subscription that lets something happen, once, in the middle of its being added or removed. */
    private static final class Interrupted {

        private final AtomicReference<Runnable> event = new AtomicReference<>(() -> {});

        Interrupted() {}

        Interrupted(Runnable event) {
            meanwhile(event);
        }

        void meanwhile(Runnable newEvent) {
            this.event.set(newEvent);
        }

        @Override
        public int hashCode() {
            this.event.getAndSet(() -> {}).run();
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    /** Lets something happen in the middle of a look-up, once. */
    private static final class MeddlingPatterns implements DestinationPatterns {

        private final PrefixPatterns delegate = new PrefixPatterns();

        private Runnable whileMatching = () -> {};

        @Override
        public boolean isPattern(String destination) {
            return this.delegate.isPattern(destination);
        }

        @Override
        public boolean matches(String pattern, String destination) {
            Runnable event = this.whileMatching;
            this.whileMatching = () -> {};
            event.run();
            return this.delegate.matches(pattern, destination);
        }
    }
}
