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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** A lane whose client is waited for: what it has no room for is the caller's, who reads it again from the log. */
class RefusingLaneTests {
    private static final int LIMIT = 100;
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(5);

    private final RecordingSink sink = new RecordingSink(false);
    private final List<String> ends = new ArrayList<>();
    private final List<String> room = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final OutboundLane lane = new OutboundLane(
            sink,
            new SlowClientPolicy(DataSize.ofBytes(LIMIT), Duration.ofSeconds(10), STALL_TIMEOUT),
            Runnable::run,
            new Ends(),
            nanos::get);

    private static ServerFrame frame(int length) {
        return new EncodedFrame("x".repeat(length).getBytes(StandardCharsets.UTF_8), true);
    }

    private Acceptance append(int length) {
        return lane.append(SubscriptionStart.NONE, frame(length));
    }

    private void readAgain() {
        sink.waiting = false;
        FrameSink.Completion completion = Objects.requireNonNull(sink.open);
        sink.open = null;
        completion.written();
    }

    @BeforeEach
    void stopReading() {
        sink.waiting = true;
        lane.send(frame(1));
    }

    @Test
    void messagePastTheBoundIsRefusedAndTheClientKept() {
        assertThat(append(60)).isEqualTo(Acceptance.TAKEN);
        assertThat(append(40)).isEqualTo(Acceptance.TAKEN);

        assertThat(append(1)).isEqualTo(Acceptance.REFUSED);

        assertThat(lane.isFull(1)).isTrue();
        assertThat(ends).isEmpty();
        readAgain();
        assertThat(sink.written).containsExactly("x", "x".repeat(60), "x".repeat(40));
        assertThat(append(1)).isEqualTo(Acceptance.FLUSH_NEEDED);
    }

    @Test
    void messageThatComesByTheChannelEndsNobodyThoughItGoesPastTheBound() {
        lane.sendExpected(frame(95));
        assertThat(lane.isFull(0)).isFalse();

        lane.sendExpected(frame(10));

        assertThat(ends).isEmpty();
        assertThat(lane.isFull(0)).isTrue();
        readAgain();
        assertThat(sink.written).containsExactly("x", "x".repeat(95), "x".repeat(10));
    }

    @Test
    void messageThatIsLargerThanTheBoundIsTakenIfNothingElseWaits() {
        assertThat(append(10 * LIMIT)).isEqualTo(Acceptance.TAKEN);

        assertThat(append(1)).isEqualTo(Acceptance.REFUSED);
    }

    @Test
    void thereIsNoRoomForMessagesThatAreNotUrgentLongBeforeTheBound() {
        append(50);
        assertThat(lane.hasRoom()).isTrue();

        append(1);

        assertThat(lane.hasRoom()).isFalse();
        assertThat(lane.isFull(0)).isFalse();
    }

    @Test
    void whoWaitsForRoomIsCalledOnceWhenTheClientReadsAgain() {
        append(60);
        lane.whenRoom(() -> room.add("room"));
        assertThat(room).isEmpty();

        readAgain();
        lane.send(frame(1));

        assertThat(room).containsExactly("room");
    }

    @Test
    void whoWaitsForRoomThatIsThereIsCalledAtOnce() {
        append(25);

        lane.whenRoom(() -> room.add("room"));

        assertThat(room).containsExactly("room");
    }

    @Test
    void whoIsCalledMayFillTheLaneAgainAndWaitOnceMore() {
        append(60);
        lane.whenRoom(() -> {
            room.add("first");
            append(60);
            sink.waiting = true;
            lane.whenRoom(() -> room.add("second"));
        });

        readAgain();
        assertThat(room).startsWith("first");
        if (sink.open != null) {
            readAgain();
        }

        assertThat(room).containsExactly("first", "second");
    }

    @Test
    void nobodyIsCalledForASessionThatIsGone() {
        append(60);
        lane.whenRoom(() -> room.add("room"));

        lane.abandon();
        lane.whenRoom(() -> room.add("late"));

        assertThat(room).isEmpty();
        assertThat(lane.hasRoom()).as("whoever still comes gets rid of it").isTrue();
        assertThat(append(1_000)).isEqualTo(Acceptance.TAKEN);
    }

    @Test
    void framesThatCannotWaitFindRoomPastTheBoundButNotWithoutOne() {
        append(LIMIT);

        lane.send(frame(LIMIT));
        assertThat(ends).isEmpty();
        lane.send(frame(1));

        assertThat(ends).singleElement().asString().startsWith("too slow").contains("101", "100");
    }

    @Test
    void framesThatCannotWaitAreForgottenOnceTheyAreWritten() {
        lane.send(frame(LIMIT));
        readAgain();
        stopReading();

        lane.send(frame(LIMIT - 1));

        assertThat(ends).isEmpty();
    }

    @Test
    void clientThatReadsNothingForTooLongIsGivenUpThoughNothingMoreIsSent() {
        append(LIMIT);
        nanos.addAndGet(STALL_TIMEOUT.toNanos());
        lane.endIfStalled();
        assertThat(ends).isEmpty();

        nanos.incrementAndGet();
        lane.endIfStalled();

        assertThat(ends).singleElement().asString().startsWith("too slow").contains("300000 ms");
    }

    @Test
    void clientThatHasReadEverythingIsNotStalled() {
        readAgain();
        nanos.addAndGet(2 * STALL_TIMEOUT.toNanos());

        lane.endIfStalled();

        assertThat(ends).isEmpty();
    }

    private final class Ends implements OutboundLane.End {
        @Override
        public void closing() {
            ends.add("closing");
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
