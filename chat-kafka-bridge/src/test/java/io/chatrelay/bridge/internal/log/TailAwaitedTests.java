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
package io.chatrelay.bridge.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.bridge.settings.HistorySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who wait until the tail has come far enough. */
class TailAwaitedTests {

    private final NodeLog node = new NodeLog(HistorySettings.DEFAULT, Duration.ZERO);

    private final List<String> done = new ArrayList<>();

    private PartitionLog log;

    @BeforeEach
    void readFrom10() {
        this.node.found(1, 1);
        this.node.startReading(0, 10);
        this.log = this.node.partitions()[0];
    }

    private boolean await(long offset, String name) {
        return this.log.whenSeen(offset, () -> false, () -> this.done.add(name));
    }

    @Test
    void nobodyWaitsForWhatIsBeforeThePlaceWhereTheTailBegan() {
        assertThat(await(10, "a")).isFalse();
        assertThat(await(11, "b")).isTrue();
    }

    @Test
    void messagesThatAreDispatchedLetThemGoOn() {
        await(11, "a");
        await(12, "b");
        this.log.advance(11);

        this.node.batchEnded(List.of(this.log));

        assertThat(this.done).containsExactly("a");
    }

    @Test
    void endOfATransactionLetsThemGoOnAlthoughItIsNoMessage() {
        await(12, "a");
        this.log.seen(12);

        this.node.batchEnded(List.of(this.log));

        assertThat(this.done).containsExactly("a");
        assertThat(await(12, "b")).isFalse();
    }

    @Test
    void whatWasSeenBeforeTheLogWentOnElsewhereDoesNotCount() {
        this.log.seen(20);
        this.node.restart(this.log, 0);

        assertThat(await(20, "a")).isTrue();
    }

    @Test
    void thoseWhoAreOverAreForgottenWhenASubscriptionEnds() {
        this.log.whenSeen(11, () -> true, () -> this.done.add("over"));
        this.log.forgetGone();
        this.log.advance(11);

        this.node.batchEnded(List.of(this.log));

        assertThat(this.done).isEmpty();
    }
}
