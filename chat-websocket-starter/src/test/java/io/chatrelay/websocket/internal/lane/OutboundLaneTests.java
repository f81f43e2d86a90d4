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
package io.chatrelay.websocket.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.bridge.delivery.Acceptance;
import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.core.stomp.ServerFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class OutboundLaneTests {
    private static final int LIMIT = 100;
    private static final long TIME_LIMIT_MILLIS = 10_000;

    private final RecordingSink sink = new RecordingSink(false);
    private final List<String> ends = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final OutboundLane lane = laneTo(sink);

    private OutboundLane laneTo(FrameSink target) {
        return new OutboundLane(target, policy(LIMIT, TIME_LIMIT_MILLIS), Runnable::run, new RecordedEnd(), nanos::get);
    }

    private static SlowClientPolicy policy(long bytes, long millis) {
        return new SlowClientPolicy(DataSize.ofBytes(bytes), Duration.ofMillis(millis), null);
    }

    private static ServerFrame frame(String text) {
        return new EncodedFrame(text.getBytes(StandardCharsets.UTF_8), true);
    }

    private boolean append(String text) {
        return lane.append(SubscriptionStart.NONE, frame(text)) == Acceptance.FLUSH_NEEDED;
    }

    private void endWrite() {
        FrameSink.Completion completion = Objects.requireNonNull(sink.open);
        sink.open = null;
        completion.written();
    }

    @Test
    void allThatWasAppendedLeavesInOneWriteInItsOrder() {
        append("a");
        append("b");
        append("c");
        assertThat(sink.written).isEmpty();

        lane.flush();

        assertThat(sink.written).containsExactly("a", "b", "c");
        assertThat(sink.writes).hasValue(1);
    }

    @Test
    void onlyTheFirstWhoAppendsHasToFlush() {
        assertThat(append("a")).isTrue();
        assertThat(append("b")).isFalse();
        lane.flush();

        assertThat(append("c")).isTrue();
    }

    @Test
    void whatIsSentAtOnceTakesAlongWhatWasAppendedBefore() {
        append("message");

        lane.send(frame("receipt"));

        assertThat(sink.written).containsExactly("message", "receipt");
    }

    @Test
    void muchIsWrittenBeforeTheFlush() {
        String large = "x".repeat(70_000);

        assertThat(append(large)).isFalse();

        assertThat(sink.written).containsExactly(large);
    }

    @Test
    void sessionWithoutFramesIsNotWritten() {
        lane.flush();

        assertThat(sink.writes).hasValue(0);
    }

    @Nested
    class WhileAWriteWaitsForTheClient {
        private void startWaiting() {
            sink.waiting = true;
            lane.send(frame("first"));
        }

        @Test
        void nobodyElseWritesAndTheEndOfTheWriteTakesTheRest() {
            startWaiting();
            lane.send(frame("second"));
            assertThat(append("third")).isFalse();
            lane.flush();
            assertThat(sink.written).containsExactly("first");

            sink.waiting = false;
            endWrite();

            assertThat(sink.written).containsExactly("first", "second", "third");
            assertThat(sink.writes).hasValue(2);
        }

        @Test
        void bytesThatWaitAreCountedWithThoseBeingWritten() {
            startWaiting();
            append("second");

            assertThat(lane.waitingBytes()).isEqualTo("first".length() + "second".length());
            endWrite();
            assertThat(lane.waitingBytes()).isEqualTo("second".length());
        }

        @Test
        void pastTheBoundTheClientIsGivenUpOnceAndNothingIsHeldForIt() {
            startWaiting();
            append("x".repeat(LIMIT));
            assertThat(ends).isEmpty();

            append("y");
            append("z");

            assertThat(ends).singleElement().asString().startsWith("too slow").contains("101", "100");
            assertThat(lane.waitingBytes()).isEqualTo("first".length());
            endWrite();
            assertThat(sink.written).containsExactly("first");
        }

        @Test
        void frameThatIsBeingWrittenDoesNotCountHoweverLargeItIs() {
            sink.waiting = true;
            lane.send(frame("x".repeat(10 * LIMIT)));

            append("second");

            assertThat(ends).isEmpty();
        }

        @Test
        void pastTheTimeTheClientIsGivenUpWhenMoreComes() {
            startWaiting();
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(TIME_LIMIT_MILLIS));
            append("in time");
            assertThat(ends).isEmpty();

            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            append("late");

            assertThat(ends).singleElement().asString().startsWith("too slow").contains("10001 ms");
        }

        @Test
        void lastFrameWaitsForThoseBeforeIt() {
            startWaiting();
            append("second");
            lane.sendLast(frame("error"));
            append("too late");
            assertThat(ends).isEmpty();

            sink.waiting = false;
            endWrite();

            assertThat(sink.written).containsExactly("first", "second", "error");
            assertThat(ends).containsExactly("closing");
        }

        @Test
        void failureOfTheWriteEndsTheLane() {
            startWaiting();
            append("second");

            Objects.requireNonNull(sink.open).failed(new IOException("reset by peer"));

            assertThat(ends).containsExactly("broken: reset by peer");
            assertThat(append("third")).isFalse();
            assertThat(lane.waitingBytes()).isZero();
        }

        @Test
        void sessionThatIsGoneHoldsNothing() {
            startWaiting();
            append("second");

            lane.abandon();

            assertThat(lane.waitingBytes()).isEqualTo("first".length());
            assertThat(ends).isEmpty();
        }
    }

    @Test
    void lastFrameClosesAndNothingFollowsIt() {
        lane.sendLast(frame("error"));
        lane.send(frame("late"));
        lane.sendLast(frame("another"));

        assertThat(sink.written).containsExactly("error");
        assertThat(ends).containsExactly("closing");
    }

    @Test
    void finishingClosesAfterWhatWasAppended() {
        append("message");

        lane.finish();

        assertThat(sink.written).containsExactly("message");
        assertThat(ends).containsExactly("closing");
    }

    @Test
    void finishingWithNothingToWriteClosesAtOnce() {
        lane.finish();

        assertThat(ends).containsExactly("closing");
    }

    @Test
    void clientThatDoesNotReadItsLastFrameIsClosedNevertheless() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        OutboundLane impatient =
                new OutboundLane(sink, policy(LIMIT, 1), Runnable::run, new RecordedEnd(closed), nanos::get);
        sink.waiting = true;

        impatient.sendLast(frame("error"));

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sinkThatFailsEndsTheLane() {
        sink.failure = new IOException("closed");

        lane.send(frame("a"));
        lane.send(frame("b"));

        assertThat(ends).containsExactly("broken: closed");
        assertThat(sink.writes).hasValue(1);
    }

    @Test
    void sinkThatMayWaitIsWrittenByOtherThreads() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        RecordingSink slow = new RecordingSink(true);
        OutboundLane waiting =
                new OutboundLane(slow, policy(LIMIT, TIME_LIMIT_MILLIS), tasks::add, new RecordedEnd(), nanos::get);

        waiting.send(frame("a"));
        waiting.send(frame("b"));
        assertThat(slow.written).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();

        assertThat(slow.written).containsExactly("a", "b");
    }

    @Test
    void waitingForAThreadIsNotWaitingForTheClient() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        OutboundLane waiting = new OutboundLane(
                new RecordingSink(true), policy(LIMIT, TIME_LIMIT_MILLIS), tasks::add, new RecordedEnd(), nanos::get);
        nanos.set(TimeUnit.DAYS.toNanos(1));

        waiting.send(frame("a"));
        waiting.send(frame("b"));

        assertThat(ends).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachThreadsFramesKeepTheirOrderAndNoneIsLostThoughManyWrite(boolean blocking) throws Exception {
        int threads = 4;
        int each = 5_000;
        RecordingSink shared = new RecordingSink(blocking);
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        ExecutorService pool = Executors.newCachedThreadPool();
        CountDownLatch closed = new CountDownLatch(1);
        OutboundLane busy = new OutboundLane(
                shared, policy(Long.MAX_VALUE, TIME_LIMIT_MILLIS), pool, new RecordedEnd(closed), nanos::get);

        IntStream.range(0, threads)
                .forEach(thread -> writers.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        if (busy.append(SubscriptionStart.NONE, frame(thread + ":" + i)) == Acceptance.FLUSH_NEEDED) {
                            busy.flush();
                        }
                    }
                }));
        writers.shutdown();
        assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        // The lane may hand its writing over to another thread of the pool until everything is written.
        busy.finish();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();

        for (int thread = 0; thread < threads; thread++) {
            String prefix = thread + ":";
            assertThat(shared.written.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
        assertThat(ends).containsExactly("closing");
    }

    private final class RecordedEnd implements OutboundLane.End {
        private final CountDownLatch closed;

        RecordedEnd() {
            this(new CountDownLatch(1));
        }

        RecordedEnd(CountDownLatch closed) {
            this.closed = closed;
        }

        @Override
        public void closing() {
            ends.add("closing");
            closed.countDown();
        }

        @Override
        public void broken(Throwable cause) {
            ends.add("broken: " + cause.getMessage());
        }

        @Override
        public void tooSlow(String reason) {
            ends.add("too slow: " + reason);
        }
    }
}
