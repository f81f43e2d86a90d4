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
package io.chatrelay.core.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.core.log.Position;
import io.chatrelay.core.log.TopicFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes wrong where history meets live, as docs/explanation/recovery.md numbers it. */
class HazardTests {

    private static final String A = "/topic/a";

    private static final String B = "/topic/b";

    private static final Predicate<Logged> OF_A =
            located -> located.destination().equals(A);

    private static final long TOPIC = TopicFingerprint.of("cluster", "chat.relay.messages", "id-1");

    private final ModelLog log = new ModelLog();

    private final TailRing<Logged> ring = new TailRing<>(0);

    private final List<Client> live = new ArrayList<>();

    @Test
    void h1WhatIsWrittenWhileHistoryIsReadArrives() {
        write(A, A, A);
        Client client = resume(0);

        Slice<Logged> history = log.read(A, 0, 3);
        write(A, A);
        client.read(history);
        client.catchUpFromRing();
        write(A);

        assertThat(client.taker.got).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void h2RecordThatHistoryAndTheTailBothHaveIsDeliveredOnce() {
        write(A, A, A);
        Client client = resume(0);
        Slice<Logged> history = log.read(A, 0, 3);

        client.catchUpFromRing();
        client.read(history);
        write(A);
        client.read(log.read(A, 0, 4));

        assertThat(client.taker.got).containsExactly("0", "1", "2", "3");
    }

    @Test
    void h3SparseOffsetsAreNoGap() {
        log.append(A, 0);
        log.append(A, 100);
        log.appendHole(50);
        Client client = resume(0);

        client.read(log.read(A, 0, log.end()));
        ring.advance(log.end());

        assertThat(client.taker.got).containsExactly("0", "101");
        assertThat(client.cursor.flip(ring.to())).isTrue();
        assertThat(client.cursor.gap()).isNull();
    }

    @Test
    void h3PositionInAHoleIsOneLikeAnyOther() {
        log.append(A, 0);
        log.append(A, 100);
        dispatchAll();
        Client client = resume(50);

        client.catchUpFromRing();

        assertThat(client.taker.got).containsExactly("101");
        assertThat(client.cursor.isLive()).isTrue();
    }

    @Test
    void h4RecreatedTopicIsAnnouncedAndReadFromItsBeginning() {
        write(A, A, A);
        Client client = live();
        Client behind = resume(1);

        log.recreate();
        goOnAt(0, GapReason.TOPIC_RECREATED, 0, client, behind);
        write(A, A);
        behind.catchUpFromRing();

        assertThat(client.taker.got).containsExactly("0 gap topic-recreated", "1");
        assertThat(behind.taker.got).containsExactly("0 gap topic-recreated", "1");
    }

    @Test
    void h4PositionOfTheOldTopicIsToldFromThatOfAnotherCluster() {
        Position old = position(5);
        long recreated = TopicFingerprint.of("cluster", "chat.relay.messages", "id-2");
        long elsewhere = TopicFingerprint.of("another", "chat.relay.messages", "id-1");

        assertThat(old.topicFingerprint()).isNotEqualTo(recreated).isNotEqualTo(elsewhere);
        assertThat(TopicFingerprint.sameName(old.topicFingerprint(), recreated)).isTrue();
        assertThat(TopicFingerprint.sameName(old.topicFingerprint(), elsewhere)).isFalse();
    }

    @Test
    void h5RecordsThatTookTheOffsetsOfTruncatedOnesAreDeliveredWithAGap() {
        write(A, A, A, A);
        Client client = live();
        Client behind = resume(1);

        log.truncate(2);
        goOnAt(2, GapReason.TRUNCATED, 2, client, behind);
        write(A);
        behind.read(log.read(A, 0, 3));

        assertThat(client.taker.got).containsExactly("2 gap truncated");
        assertThat(behind.taker.got).containsExactly("1 gap truncated", "2");
    }

    @Test
    void h5WhatWasReadBeforeATruncationIsNotDeliveredAfterIt() {
        write(A, A, A, A);
        Client behind = resume(1);
        Slice<Logged> stale = log.read(A, 1, 4);
        int restarts = ring.restarts();

        log.truncate(2);
        goOnAt(2, GapReason.TRUNCATED, 2, behind);
        write(B, A);
        if (ring.restarts() == restarts) {
            behind.read(stale);
        }
        behind.read(log.read(A, 1, 4));

        assertThat(behind.taker.got).containsExactly("1 gap truncated", "3");
    }

    @Test
    void h6PositionThatRetentionHasPassedIsAGapAndNotSilence() {
        write(A, A, A, A);
        Client client = resume(1);

        log.deleteBefore(3);
        client.cursor.lose(GapReason.RETENTION, log.start());
        client.read(log.read(A, 3, 4));

        assertThat(client.taker.got).containsExactly("3 gap retention");
    }

    @Test
    void h6RetentionThatHasNotReachedThePositionIsNoGap() {
        write(A, A, A, A);
        Client client = resume(3);

        log.deleteBefore(3);
        client.cursor.lose(GapReason.RETENTION, log.start());
        client.read(log.read(A, 3, 4));

        assertThat(client.taker.got).containsExactly("3");
    }

    @Test
    void h7HistoryOfAnyLengthComesCompletelyInSlices() {
        for (int i = 0; i < 10_000; i++) {
            log.append(i % 3 == 0 ? A : B, 0);
        }
        Client client = resume(0);

        while (client.cursor.next() < log.end()) {
            client.read(log.read(A, client.cursor.next(), client.cursor.next() + 50));
        }

        assertThat(client.taker.got)
                .containsExactlyElementsOf(LongStream.iterate(0, offset -> offset < 10_000, offset -> offset + 3)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void h8NothingIsHeldForAClientThatReadsALongHistory() {
        Client client = resume(0);
        for (int i = 0; i < 1000; i++) {
            write(A);
            if (ring.size() > 10) {
                ring.removeOldest();
            }
        }

        while (client.cursor.next() < ring.from()) {
            client.read(log.read(A, client.cursor.next(), client.cursor.next() + 100));
        }
        client.catchUpFromRing();

        assertThat(ring.size()).isEqualTo(10);
        assertThat(client.taker.got).hasSize(1000).doesNotHaveDuplicates();
        assertThat(client.cursor.isLive()).isTrue();
    }

    @Test
    void h9MessageIdIsAllThatAnotherNodeNeeds() {
        write(A, A, A);
        String messageId = position(0).toString();

        SubscribeFrom from = SubscribeFrom.parse(messageId, 1000);

        assertThat(from).isEqualTo(new SubscribeFrom.After(position(0)));
        Client client = resume(((SubscribeFrom.After) from).position().offset() + 1);
        client.catchUpFromRing();
        assertThat(client.taker.got).containsExactly("1", "2");
    }

    @Test
    void h10SamePositionServesAsOftenAsItIsAskedFor() {
        write(A, A, A);
        Client first = resume(1);
        first.catchUpFromRing();
        first.cursor.close();

        Client second = resume(1);
        second.catchUpFromRing();

        assertThat(second.taker.got).isEqualTo(first.taker.got).containsExactly("1", "2");
    }

    @Test
    void h11PositionOfAReplayedMessageIsAsGoodAsThatOfALiveOne() {
        write(A, A, A);
        Client client = resume(0);
        client.taker.room = 2;
        client.catchUpFromRing();
        client.cursor.close();

        Client again = resume(Long.parseLong(client.taker.got.get(1)) + 1);
        again.catchUpFromRing();

        assertThat(again.taker.got).containsExactly("2");
    }

    @Test
    void h12OthersDestinationsMoveTheCursorAndAreNoGap() {
        write(A, B, B, B);
        Client client = resume(0);

        client.catchUpFromRing();
        write(A);

        assertThat(client.taker.got).containsExactly("0", "4");
        assertThat(client.cursor.isFlowing()).isTrue();
    }

    @Test
    void h12DestinationThatIsSilentIsSkippedWithoutReading() {
        OffsetIndex index = new OffsetIndex(10, new IndexBudget(1000));
        for (int i = 0; i < 1000; i++) {
            log.append(B, 0);
            index.append(B, i);
        }
        dispatchAll();
        Client client = resume(5);

        client.cursor.skipTo(index.next(A, client.cursor.next(), ring.to()));

        assertThat(client.cursor.flip(ring.to())).isTrue();
    }

    @Test
    void h15CursorAheadOfThisNodesTailWaitsForItAndMissesNothing() {
        write(A, A);
        log.append(A, 0);
        log.append(A, 0);
        Client client = resume(3);

        assertThat(client.cursor.flip(ring.to())).isFalse();
        dispatchAll();
        client.catchUpFromRing();

        assertThat(client.taker.got).containsExactly("3");
        assertThat(client.cursor.isLive()).isTrue();
    }

    @Test
    void h15CursorThatTheLogHasBroughtPastTheTailGetsNothingTwice() {
        write(A, A);
        log.append(A, 0);
        Client client = resume(0);
        client.read(log.read(A, 0, 3));

        dispatchAll();
        client.catchUpFromRing();
        write(A);

        assertThat(client.taker.got).containsExactly("0", "1", "2", "3");
    }

    @Test
    void h19OneReadServesEverybodyWhoWaitsForTheStretch() {
        write(A, A, B, A);
        List<Client> storm = LongStream.of(0, 0, 1, 2, 3).mapToObj(this::resume).toList();

        Slice<Logged> slice = log.read(A, 0, 4);
        storm.forEach(client -> client.read(slice));

        assertThat(storm)
                .extracting(client -> client.taker.got)
                .containsExactly(
                        List.of("0", "1", "3"), List.of("0", "1", "3"), List.of("1", "3"), List.of("3"), List.of("3"));
        assertThat(storm).allMatch(client -> client.cursor.flip(ring.to()));
    }

    @Test
    void h21SubscriptionsOfOneDestinationAreIndependent() {
        write(A, A, A);
        Client one = resume(0);
        Client other = resume(2);

        other.catchUpFromRing();
        other.cursor.close();
        one.catchUpFromRing();

        assertThat(one.taker.got).containsExactly("0", "1", "2");
        assertThat(other.taker.got).containsExactly("2");
    }

    @Test
    void slowClientFallsBehindAloneAndMissesNothing() {
        Client slow = live();
        Client quick = live();
        slow.taker.room = 1;

        write(A, A, A);
        slow.taker.room = Integer.MAX_VALUE;
        write(A);
        slow.catchUpFromRing();
        write(A);

        assertThat(slow.taker.got).isEqualTo(quick.taker.got).containsExactly("0", "1", "2", "3", "4");
    }

    private void write(String... destinations) {
        for (String destination : destinations) {
            log.append(destination, 0);
        }
        dispatchAll();
    }

    private void dispatchAll() {
        for (Logged next = log.firstFrom(ring.to()); next != null; next = log.firstFrom(ring.to())) {
            ring.append(next);
            for (Client client : live) {
                client.dispatch(next);
            }
        }
    }

    private void goOnAt(long tail, GapReason reason, long offset, Client... clients) {
        ring.restart(tail);
        for (Client client : clients) {
            client.cursor.lose(reason, offset);
        }
    }

    private Client resume(long offset) {
        Client client = new Client();
        client.cursor.start(offset);
        return client;
    }

    private Client live() {
        Client client = new Client();
        client.cursor.startLive();
        return client;
    }

    private static Position position(long offset) {
        return new Position(TOPIC, 0, offset, 1_795_000_000_000L);
    }

    /** A subscription of destination A. */
    private final class Client {

        private final Cursor cursor = new Cursor();

        private final RecordingTaker taker = new RecordingTaker();

        Client() {
            live.add(this);
        }

        void dispatch(Logged located) {
            if (!OF_A.test(located) || !cursor.isLive()) {
                return;
            }
            if (!taker.take(located, cursor.gap())) {
                cursor.refuse(located.offset());
            } else if (!cursor.isFlowing()) {
                cursor.gapTold();
            }
        }

        void read(Slice<Logged> slice) {
            cursor.read(slice, taker);
        }

        void catchUpFromRing() {
            read(ring.read(cursor.next(), OF_A, Integer.MAX_VALUE, Integer.MAX_VALUE));
            cursor.flip(ring.to());
        }
    }
}
