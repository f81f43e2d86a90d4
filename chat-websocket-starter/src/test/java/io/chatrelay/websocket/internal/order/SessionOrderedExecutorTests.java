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
package io.chatrelay.websocket.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHandlingRunnable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

class SessionOrderedExecutorTests {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    private Task task(@Nullable String session, String name) {
        return new Task(session, SimpMessageType.MESSAGE, () -> log.add(name));
    }

    private Task failing(String session, String name) {
        return new Task(session, SimpMessageType.MESSAGE, () -> {
            log.add(name);
            throw new IllegalStateException(name);
        });
    }

    @Nested
    class OnThreadsThatTheTestRuns {
        private final Queue<Runnable> queued = new ArrayDeque<>();
        private final SessionOrderedExecutor executor = new SessionOrderedExecutor(queued::add);

        private void runQueued() {
            for (Runnable turn = queued.poll(); turn != null; turn = queued.poll()) {
                turn.run();
            }
        }

        @Test
        void oneTurnRunsTheTasksOfSessionInOrder() {
            executor.execute(task("a", "1"));
            executor.execute(task("a", "2"));
            executor.execute(task("a", "3"));

            assertThat(queued).hasSize(1);
            runQueued();

            assertThat(log).containsExactly("1", "2", "3");
            assertThat(executor.busySessions()).isZero();
        }

        @Test
        void taskAddedWhileItsSessionRunsWaitsForTheOneBefore() {
            executor.execute(new Task("a", SimpMessageType.MESSAGE, () -> {
                executor.execute(task("a", "inner"));
                log.add("outer");
            }));

            runQueued();

            assertThat(log).containsExactly("outer", "inner");
        }

        @Test
        void sessionWithManyTasksLetsOthersInBetween() {
            IntStream.range(0, 3 * SessionOrderedExecutor.TASKS_PER_TURN)
                    .forEach(i -> executor.execute(task("flood", "flood" + i)));
            executor.execute(task("other", "other"));

            runQueued();

            assertThat(log.indexOf("other")).isEqualTo(SessionOrderedExecutor.TASKS_PER_TURN);
            assertThat(log).hasSize(3 * SessionOrderedExecutor.TASKS_PER_TURN + 1);
            assertThat(log.stream().filter(name -> name.startsWith("flood")))
                    .isEqualTo(IntStream.range(0, 3 * SessionOrderedExecutor.TASKS_PER_TURN)
                            .mapToObj(i -> "flood" + i)
                            .toList());
        }

        @Test
        void failureReachesTheExecutorAndTheNextTasksRunNevertheless() {
            executor.execute(failing("a", "1"));
            executor.execute(task("a", "2"));

            assertThatThrownBy(() -> queued.remove().run()).isInstanceOf(IllegalStateException.class);
            assertThat(log).containsExactly("1");
            runQueued();

            assertThat(log).containsExactly("1", "2");
            assertThat(executor.busySessions()).isZero();
        }

        @Test
        void heartBeatsOvertake() {
            executor.execute(task("a", "1"));
            Task heartBeat = new Task("a", SimpMessageType.HEARTBEAT, () -> log.add("heart-beat"));
            executor.execute(heartBeat);

            assertThat(queued).hasSize(2).contains(heartBeat);
        }

        @Test
        void tasksOfNoSessionGoStraightThrough() {
            Runnable plain = () -> log.add("plain");
            executor.execute(plain);
            Task withoutSession = task(null, "no session");
            executor.execute(withoutSession);

            assertThat(queued).containsExactly(plain, withoutSession);
        }

        @Test
        void tasksGoStraightThroughWhereOrderIsNotWanted() {
            SessionOrderedExecutor unordered = new SessionOrderedExecutor(queued::add, () -> false);
            Task task = task("a", "1");

            unordered.execute(task);

            assertThat(queued).containsExactly(task);
        }
    }

    @Nested
    class OnExecutorThatRefuses {
        private final Queue<Runnable> queued = new ArrayDeque<>();
        private final AtomicInteger capacity = new AtomicInteger();
        private final Executor limited = turn -> {
            if (capacity.getAndDecrement() <= 0) {
                throw new RejectedExecutionException("full");
            }
            queued.add(turn);
        };
        private final SessionOrderedExecutor executor = new SessionOrderedExecutor(limited);

        @Test
        void callerDoesTheWork() {
            executor.execute(task("a", "1"));
            executor.execute(task("a", "2"));

            assertThat(log).containsExactly("1", "2");
            assertThat(executor.busySessions()).isZero();
        }

        @Test
        void callerSeesWhatItsTaskThrows() {
            assertThatThrownBy(() -> executor.execute(failing("a", "1"))).hasMessage("1");
            executor.execute(task("a", "2"));

            assertThat(log).containsExactly("1", "2");
        }

        @Test
        void threadGoesOnWithLongQueueThatIsRefusedAnotherTurn() {
            capacity.set(1);
            int tasks = 2 * SessionOrderedExecutor.TASKS_PER_TURN + 5;
            IntStream.range(0, tasks).forEach(i -> executor.execute(task("a", "t" + i)));

            queued.remove().run();

            assertThat(log)
                    .isEqualTo(IntStream.range(0, tasks).mapToObj(i -> "t" + i).toList());
            assertThat(executor.busySessions()).isZero();
        }

        @Test
        void failuresDoNotStopTheRest() {
            capacity.set(1);
            executor.execute(failing("a", "1"));
            executor.execute(failing("a", "2"));
            executor.execute(task("a", "3"));

            assertThatThrownBy(() -> queued.remove().run())
                    .hasMessage("1")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

            assertThat(log).containsExactly("1", "2", "3");
        }

        @Test
        void whatNeedsNoOrderIsRefusedAsEver() {
            assertThatThrownBy(() -> executor.execute(() -> log.add("plain")))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Nested
    class OnCallingThread {
        private final SessionOrderedExecutor executor = new SessionOrderedExecutor(Runnable::run);

        @Test
        void tasksRunAtOnce() {
            executor.execute(task("a", "1"));
            assertThat(log).containsExactly("1");

            assertThatThrownBy(() -> executor.execute(failing("a", "2"))).hasMessage("2");
            executor.execute(task("a", "3"));

            assertThat(log).containsExactly("1", "2", "3");
        }
    }

    @Nested
    class OnPool {
        private final ExecutorService pool = Executors.newFixedThreadPool(4);
        private final SessionOrderedExecutor executor = new SessionOrderedExecutor(pool);

        @AfterEach
        void stop() {
            pool.shutdownNow();
        }

        @Test
        void blockedSessionKeepsItsOrderAndHoldsUpNoOther() throws InterruptedException {
            CountDownLatch release = new CountDownLatch(1);
            executor.execute(new Task("slow", SimpMessageType.MESSAGE, () -> {
                awaitQuietly(release);
                log.add("slow1");
            }));
            executor.execute(task("slow", "slow2"));
            executor.execute(task("quick", "quick"));

            await().until(() -> log.contains("quick"));
            assertThat(log).containsExactly("quick");
            release.countDown();

            await().until(() -> log.size() == 3);
            assertThat(log).containsExactly("quick", "slow1", "slow2");
        }

        @Test
        void everySessionKeepsItsOrderUnderLoad() {
            int sessions = 20;
            int tasks = 500;
            List<List<Integer>> seen = IntStream.range(0, sessions)
                    .<List<Integer>>mapToObj(i -> new ArrayList<>())
                    .toList();
            AtomicInteger left = new AtomicInteger(sessions * tasks);

            IntStream.range(0, sessions).parallel().forEach(session -> {
                for (int i = 0; i < tasks; i++) {
                    int number = i;
                    executor.execute(new Task("s" + session, SimpMessageType.MESSAGE, () -> {
                        // not synchronised: only the order of the session makes this safe
                        seen.get(session).add(number);
                        left.decrementAndGet();
                    }));
                }
            });
            await().until(() -> left.get() == 0);
            await().until(() -> executor.busySessions() == 0);

            List<Integer> inOrder = IntStream.range(0, tasks).boxed().toList();
            assertThat(seen).allSatisfy(numbers -> assertThat(numbers).isEqualTo(inOrder));
        }

        @Test
        void allHandlersOfChannelSeeTheOrder() {
            ExecutorSubscribableChannel channel = new ExecutorSubscribableChannel(executor);
            List<String> first = Collections.synchronizedList(new ArrayList<>());
            List<String> second = Collections.synchronizedList(new ArrayList<>());
            channel.subscribe(message -> first.add((String) message.getPayload()));
            channel.subscribe(message -> second.add((String) message.getPayload()));

            List<String> sent =
                    IntStream.range(0, 200).mapToObj(String::valueOf).toList();
            sent.forEach(payload -> channel.send(message("a", SimpMessageType.MESSAGE, payload)));

            await().until(() -> first.size() + second.size() == 400);
            assertThat(first).isEqualTo(sent);
            assertThat(second).isEqualTo(sent);
        }
    }

    @Test
    void takesTasksAgainAfterItsExecutorWasStoppedAndStarted() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(2);
        pool.initialize();
        SessionOrderedExecutor executor = new SessionOrderedExecutor(pool);
        try {
            executor.execute(task("a", "1"));
            await().until(() -> log.size() == 1 && executor.busySessions() == 0);
            pool.shutdown();
            executor.execute(task("a", "2"));
            assertThat(log).containsExactly("1", "2");

            pool.initialize();
            executor.execute(task("a", "3"));

            await().until(() -> log.size() == 3);
            assertThat(log).containsExactly("1", "2", "3");
        } finally {
            pool.shutdown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private static Message<?> message(@Nullable String session, SimpMessageType type, String payload) {
        SimpMessageHeaderAccessor accessor = SimpMessageHeaderAccessor.create(type);
        accessor.setSessionId(session);
        return MessageBuilder.createMessage(payload, accessor.getMessageHeaders());
    }

    private static final class Task implements MessageHandlingRunnable {
        private final Message<?> message;
        private final Runnable action;

        Task(@Nullable String session, SimpMessageType type, Runnable action) {
            this.message = message(session, type, "");
            this.action = action;
        }

        @Override
        public Message<?> getMessage() {
            return message;
        }

        @Override
        public MessageHandler getMessageHandler() {
            return handled -> {};
        }

        @Override
        public void run() {
            action.run();
        }
    }
}
