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

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriptionIndexTests {

    private final PrefixPatterns patterns = new PrefixPatterns();

    private final SubscriptionIndex<String> index = new SubscriptionIndex<>(this.patterns, 16);

    @Test
    void findsNothingWhereNobodyIsSubscribed() {
        this.index.add("/topic/a", "one");

        assertThat(this.index.find("/topic/b")).isEmpty();
    }

    @Test
    void findsEverySubscriptionOfADestinationOnce() {
        assertThat(this.index.add("/topic/a", "one")).isTrue();
        assertThat(this.index.add("/topic/a", "two")).isTrue();
        assertThat(this.index.add("/topic/a", "one")).isFalse();

        assertThat(this.index.find("/topic/a")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void removedSubscriptionIsNotFoundAnyMore() {
        this.index.add("/topic/a", "one");
        this.index.add("/topic/a", "two");

        assertThat(this.index.remove("/topic/a", "one")).isTrue();

        assertThat(this.index.find("/topic/a")).containsExactly("two");
        assertThat(this.index.remove("/topic/a", "one")).isFalse();
        assertThat(this.index.remove("/topic/b", "two")).isFalse();
    }

    @Test
    void foundListKeepsWhatItWas() {
        this.index.add("/topic/a", "one");
        this.index.add("/topic/*", "two");
        List<String> found = this.index.find("/topic/a");

        this.index.remove("/topic/a", "one");
        this.index.remove("/topic/*", "two");
        this.index.add("/topic/a", "three");

        assertThat(found).containsExactlyInAnyOrder("one", "two");
        assertThat(this.index.find("/topic/a")).containsExactly("three");
    }

    @Test
    void keepsNothingOfDestinationsThatLostTheirSubscriptions() {
        for (int i = 0; i < 100; i++) {
            this.index.add("/topic/" + i, "one");
            this.index.add("/topic/" + i + "*", "one");
        }
        for (int i = 0; i < 100; i++) {
            this.index.remove("/topic/" + i, "one");
            this.index.remove("/topic/" + i + "*", "one");
        }

        assertThat(this.index.size()).isZero();
    }

    @Nested
    class OfPatterns {

        @Test
        void findsSubscriptionsOfEveryMatchingPatternAndOfTheDestination() {
            index.add("/topic/room.*", "rooms");
            index.add("/topic/*", "all");
            index.add("/queue/*", "queues");
            index.add("/topic/room.1", "room");

            assertThat(index.find("/topic/room.1")).containsExactlyInAnyOrder("rooms", "all", "room");
            assertThat(index.find("/topic/other")).containsExactly("all");
        }

        @Test
        void matchesAPatternOncePerDestinationHoweverOftenItIsPublishedAndJoined() {
            index.add("/topic/*", "one");
            index.add("/queue/*", "queues");
            index.find("/topic/a");
            int asked = patterns.timesAsked();

            index.add("/topic/*", "two");
            index.remove("/topic/*", "one");
            index.find("/topic/a");

            assertThat(index.find("/topic/a")).containsExactly("two");
            assertThat(asked).isEqualTo(2);
            assertThat(patterns.timesAsked()).isEqualTo(2);
        }

        @Test
        void matchesOnlyPatternsThatCameNewSinceTheLastLookUp() {
            for (int i = 0; i < 50; i++) {
                index.add("/topic/" + i + "*", "some");
            }
            index.find("/topic/a");
            int asked = patterns.timesAsked();

            index.add("/topic/a*", "new");

            assertThat(index.find("/topic/a")).containsExactly("new");
            assertThat(patterns.timesAsked()).isEqualTo(asked + 1);
        }

        @Test
        void patternThatComesBackIsFoundOnce() {
            index.add("/topic/*", "one");
            index.find("/topic/a");
            index.remove("/topic/*", "one");
            index.add("/topic/*", "one");

            assertThat(index.find("/topic/a")).containsExactly("one");
        }

        @Test
        void patternThatEndedIsFoundNoMoreAndIsNotAskedForAgain() {
            index.add("/topic/*", "one");
            index.add("/topic/a*", "two");
            index.find("/topic/a");
            int asked = patterns.timesAsked();

            index.remove("/topic/*", "one");

            assertThat(index.find("/topic/a")).containsExactly("two");
            assertThat(index.find("/topic/a")).containsExactly("two");
            assertThat(patterns.timesAsked()).isEqualTo(asked);
        }

        @Test
        void remembersNoMoreDestinationsThanItsLimit() {
            index.add("/topic/*", "one");

            for (int i = 0; i < 10_000; i++) {
                assertThat(index.find("/topic/" + i)).containsExactly("one");
            }

            assertThat(index.cacheSize()).isBetween(8, 16);
        }

        @Test
        void withoutPatternsRemembersNothing() {
            index.add("/topic/a", "one");

            index.find("/topic/a");

            assertThat(index.cacheSize()).isZero();
            assertThat(patterns.timesAsked()).isZero();
        }
    }
}
