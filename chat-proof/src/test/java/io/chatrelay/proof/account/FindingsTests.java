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
package io.chatrelay.proof.account;

import static io.chatrelay.proof.account.Findings.Violation.DOUBLED;
import static io.chatrelay.proof.account.Findings.Violation.FOREIGN;
import static io.chatrelay.proof.account.Findings.Violation.LOST;
import static io.chatrelay.proof.account.Findings.Violation.REORDERED;
import static io.chatrelay.proof.account.Findings.Violation.UNANNOUNCED_GAP;
import static io.chatrelay.proof.account.Findings.Violation.WRONG_POSITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.proof.account.SubscriberHistory.Gap;
import io.chatrelay.proof.account.SubscriberHistory.Start;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing proves nothing: each way to break the contract is done once, and must be counted. */
class FindingsTests {

    private static final int LATE = 10_000;

    private final Scenario scenario = new Scenario();

    @Test
    void everythingOnceAndInOrderIsFaultless() {
        scenario.sendAcknowledged(4, 0);
        scenario.got(0, 1, 2, 3);
        scenario.got(0, 1, 2, 3);

        scenario.assertCounts();
    }

    @Nested
    class Lost {

        @Test
        void messageInBetweenIsLostAndLeavesAGap() {
            scenario.sendAcknowledged(5, 0);
            scenario.got(0, 1, 2, 3, 4);
            scenario.got(0, 3, 4);

            scenario.assertCounts(LOST, 2, UNANNOUNCED_GAP, 1);
            assertThat(scenario.findings().first())
                    .containsExactly(
                            "lost: /topic/a s1 (from now): message 1 of publisher 7, sent at 10 ms, RECEIPT at 15 ms for id-1",
                            "lost: /topic/a s1 (from now): message 2 of publisher 7, sent at 20 ms, RECEIPT at 25 ms for id-2",
                            "unannounced gap: /topic/a s1 (from now): begins with message 1 of publisher 7, sent at 10 ms,"
                                    + " RECEIPT at 15 ms for id-1");
        }

        @Test
        void lastMessagesAreLostWithoutAGap() {
            scenario.sendAcknowledged(4, 0);
            scenario.got(0, 1, 2, 3);
            scenario.got(0, 1);

            scenario.assertCounts(LOST, 2);
        }

        @Test
        void firstMessagesAfterTheReceiptOfSubscribeAreLost() {
            scenario.sendAcknowledged(5, 0);
            scenario.got(0, 1, 2, 3, 4);
            scenario.got(Start.NOW, 15, 3, 4);

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }

        @Test
        void everythingIsLostToOneThatGetsNothing() {
            scenario.sendAcknowledged(3, 0);
            scenario.got(0, 1, 2);
            scenario.got(Start.NOW, 0);

            scenario.assertCounts(LOST, 2);
        }

        @Test
        void whatNobodyGotIsLostToEverybodyIfItHasAReceipt() {
            scenario.sendAcknowledged(4, 0);
            scenario.send(0);
            scenario.got(0, 1, 2);
            scenario.got(0, 1, 2);

            scenario.assertCounts(LOST, 2);
        }

        @Test
        void inDoubtItIsLostOnlyIfSomebodyGotIt() {
            scenario.send(0);
            scenario.send(0);
            scenario.send(0);
            scenario.got(0, 1);
            scenario.got(0);

            scenario.assertCounts(LOST, 1);
        }

        @Test
        void whatWasSentBeforeTheSubscriptionIsNotLost() {
            scenario.sendAcknowledged(4, 0);
            scenario.got(0, 1, 2, 3);
            scenario.got(Start.NOW, 15, 2, 3);

            scenario.assertCounts();
        }

        @Test
        void whoHasLeftMissesNothingAfterwards() {
            scenario.sendAcknowledged(4, 0);
            scenario.got(0, 1, 2, 3);
            scenario.got(0, 1).leave();
            scenario.got(0, 2).leave();

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }
    }

    @Nested
    class AskedForThePast {

        @Test
        void earliestIsEverything() {
            scenario.sendAcknowledged(4, 0);
            scenario.got(0, 1, 2, 3);
            scenario.got(Start.EARLIEST, LATE, 0, 1, 2, 3);
            scenario.got(Start.EARLIEST, LATE, 1, 2, 3);

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }

        @Test
        void lastIsSoManyBeforeWhatIsSentAfterTheReceipt() {
            scenario.sendAcknowledged(6, 0);
            scenario.got(0, 1, 2, 3, 4, 5);
            scenario.got(new Start(2), 35, 2, 3, 4, 5);
            scenario.got(new Start(2), 35, 3, 4, 5);
            scenario.got(new Start(50), 35, 0, 1, 2, 3, 4, 5);

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }

        @Test
        void whatWasOnItsWayDuringTheSubscribeMayPushOutOlderOnes() {
            scenario.sendAcknowledged(6, 0);
            scenario.got(0, 1, 2, 3, 4, 5);
            // Live between 3 and 4 or earlier: the last 2 are 1 and 2 then.
            scenario.got(new Start(2), 35, 1, 2, 3, 4, 5);

            scenario.assertCounts();
        }
    }

    @Nested
    class SomethingWasRemoved {

        @Test
        void thePastIsNotOwedAndWhatFollowsIs() {
            scenario.everythingKept = false;
            scenario.sendAcknowledged(6, 0);
            scenario.got(0, 1, 2, 3, 4, 5);
            scenario.got(Start.EARLIEST, 35, 2, 3, 4, 5);
            scenario.got(new Start(3), 35, 4, 5);
            scenario.got(Start.EARLIEST, 35, 2, 4, 5);

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }
    }

    @Nested
    class AnnouncedGap {

        @Test
        void inAMessageExcusesWhatIsMissingBeforeIt() {
            scenario.sendAcknowledged(6, 0);
            scenario.got(0, 1, 2, 3, 4, 5);
            SubscriberHistory subscriber = scenario.got(0);
            subscriber.add(new Gap(60, Integer.MAX_VALUE, "retention"));
            scenario.arrives(subscriber, 3);
            scenario.arrives(subscriber, 5);

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }

        @Test
        void inAReceiptExcusesWhatWasSentBeforeIt() {
            scenario.sendAcknowledged(6, 0);
            scenario.got(0, 1, 2, 3, 4, 5);
            SubscriberHistory subscriber = scenario.got(0);
            subscriber.add(new Gap(25, 25, "truncated"));
            scenario.arrives(subscriber, 4);
            scenario.arrives(subscriber, 5);

            scenario.assertCounts(LOST, 1, UNANNOUNCED_GAP, 1);
        }

        @Test
        void excusesWhatNobodyGotAndWasSentBeforeIt() {
            scenario.sendAcknowledged(3, 0);
            SubscriberHistory subscriber = scenario.got(0, 1);
            subscriber.add(new Gap(30, 30, "truncated"));

            scenario.assertCounts();
        }
    }

    @Nested
    class Doubled {

        @Test
        void sameIdTwice() {
            scenario.sendAcknowledged(3, 0);
            scenario.got(0, 1, 2);
            scenario.got(0, 1, 1, 2);

            scenario.assertCounts(DOUBLED, 1);
        }

        @Test
        void stretchThatIsReplayedOnceMoreIsDoubledAndNotReordered() {
            scenario.sendAcknowledged(4, 0);
            scenario.got(0, 1, 2, 3);
            scenario.got(0, 1, 2, 1, 2, 3);

            scenario.assertCounts(DOUBLED, 2);
        }

        @Test
        void sameBodyUnderAnotherIdForEverybodyWhoSeesIt() {
            scenario.sendAcknowledged(2, 0);
            scenario.send(0);
            for (int subscribers = 0; subscribers < 2; subscribers++) {
                SubscriberHistory subscriber = scenario.got(0, 1, 2);
                scenario.arrives(subscriber, "id-2-again", Scenario.PUBLISHER, 2);
            }

            scenario.assertCounts(DOUBLED, 2);
        }
    }

    @Nested
    class Reordered {

        @Test
        void oneAgainstTheOthers() {
            scenario.sendAcknowledged(5, 0);
            scenario.got(0, 2, 1, 3, 4);
            scenario.got(0, 1, 2, 3, 4);
            scenario.got(0, 1, 2, 3, 4);

            scenario.assertCounts(REORDERED, 1);
            assertThat(scenario.findings().first())
                    .singleElement()
                    .asString()
                    .startsWith("reordered: /topic/a s0 (from now): message 1 of publisher 7");
        }

        @Test
        void muchLaterThanForOthers() {
            scenario.sendAcknowledged(7, 0);
            scenario.got(0, 1, 2, 3, 4, 5, 6);
            scenario.got(0, 2, 3, 4, 5, 1, 6);
            scenario.got(0, 1, 2, 3, 4, 5, 6);

            scenario.assertCounts(REORDERED, 1);
        }

        @Test
        void twoWhoDisagreeAreOneViolationAtLeast() {
            scenario.sendAcknowledged(2, 0);
            scenario.got(1, 0);
            scenario.got(0, 1);

            assertThat(scenario.findings().count(REORDERED)).isPositive();
        }

        @Test
        void againstTheOrderInWhichItWasSent() {
            scenario.sendAcknowledged(4, 0);
            scenario.got(0, 2, 1, 3);
            scenario.got(0, 2, 1, 3);

            scenario.assertCounts(REORDERED, 1);
        }

        @Test
        void inDoubtAndLateInItsOwnSession() {
            scenario.send(0);
            scenario.send(0);
            scenario.got(1, 0);

            scenario.assertCounts(REORDERED, 1);
        }

        @Test
        void afterTheNextSessionWithAReceiptButNotInDoubt() {
            scenario.sendAcknowledged(1, 0);
            scenario.send(0);
            scenario.sendAcknowledged(2, 1);
            scenario.got(0, 2, 1, 3);
            scenario.assertCounts();

            Scenario acknowledged = new Scenario().sendAcknowledged(2, 0).sendAcknowledged(2, 1);
            acknowledged.got(0, 2, 1, 3);
            acknowledged.assertCounts(REORDERED, 1);
        }
    }

    @Nested
    class WrongPosition {

        @Test
        void receiptSaysAnother() {
            scenario.send(0).acknowledge(5, "id-of-another");
            scenario.got(0);

            scenario.assertCounts(WRONG_POSITION, 1);
        }

        @Test
        void subscribersSeeDifferentIds() {
            scenario.send(0);
            scenario.got(0);
            scenario.arrives(scenario.joins(Start.NOW, 0), "id-for-me", Scenario.PUBLISHER, 0);

            scenario.assertCounts(WRONG_POSITION, 1);
        }

        @Test
        void oneIdForTwoBodies() {
            scenario.send(0);
            SubscriberHistory subscriber = scenario.got(0);
            scenario.arrives(subscriber, Scenario.id(0), Scenario.PUBLISHER, 1);

            assertThat(scenario.findings().count(WRONG_POSITION)).isEqualTo(1);
        }
    }

    @Test
    void whatNobodyHasSentIsForeign() {
        scenario.sendAcknowledged(1, 0);
        scenario.got(0, 5);
        SubscriberHistory subscriber = scenario.got(0);
        scenario.arrives(subscriber, "of-another", 8, 0);

        scenario.assertCounts(FOREIGN, 2);
    }

    @Test
    void countsAllAndKeepsTheFirstFew() {
        scenario.sendAcknowledged(100, 0);
        scenario.got(IntStream.range(0, 100).toArray());
        scenario.got(IntStream.range(0, 100).filter(n -> n % 2 == 0).toArray());

        Findings findings = scenario.findings();

        assertThat(findings.count(LOST)).isEqualTo(50);
        assertThat(findings.count(UNANNOUNCED_GAP)).isEqualTo(49);
        assertThat(findings.first()).hasSize(8);
    }

    @Test
    void ordersWhatDifferentSubscribersHaveSeenOfALongStream() {
        scenario.sendAcknowledged(2_000, 0);
        List<Integer> starts = List.of(1_500, 700, 1_000);
        starts.forEach(start -> scenario.got(
                Start.NOW, 10 * start, IntStream.range(start, 2_000).toArray()));
        scenario.got(Start.EARLIEST, LATE, IntStream.range(0, 2_000).toArray());

        scenario.assertCounts();
    }
}
