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
package io.chatrelay.proof;

import static io.chatrelay.proof.Fault.DROP;
import static io.chatrelay.proof.Fault.KAFKA_KILL;
import static io.chatrelay.proof.Fault.NODE_KILL;
import static io.chatrelay.proof.Fault.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.proof.FaultSchedule.Planned;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultScheduleTests {

    private static final int MINUTE = 60_000;

    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    @Test
    void sameSeedIsSameScheduleHoweverOftenItIsAsked() {
        FaultSchedule oneByOne = schedule(42, ALL);
        List<Planned> collected = new ArrayList<>();
        for (int millis = 0; millis <= 10 * MINUTE; millis += 5) {
            collected.addAll(oneByOne.due(millis));
        }

        assertThat(collected).isNotEmpty().isEqualTo(schedule(42, ALL).due(10 * MINUTE));
    }

    @Test
    void anotherSeedIsAnotherSchedule() {
        assertThat(schedule(1, ALL).due(MINUTE)).isNotEqualTo(schedule(2, ALL).due(MINUTE));
    }

    @Test
    void everyFaultComesInOrderOfTime() {
        List<Planned> faults = schedule(7, ALL).due(10 * MINUTE);

        assertThat(faults).extracting(Planned::fault).contains(Fault.values());
        assertThat(faults).extracting(Planned::atMillis).isSorted();
    }

    @Test
    void faultsOfServersKeepADistanceThatLetsThemOverlap() {
        List<Long> moments = schedule(7, EnumSet.of(NODE_KILL, KAFKA_KILL)).due(10 * MINUTE).stream()
                .map(Planned::atMillis)
                .toList();

        for (int index = 1; index < moments.size(); index++) {
            assertThat(moments.get(index) - moments.get(index - 1)).isBetween(8_000L, 16_000L);
        }
    }

    @Test
    void leavingOneOutDoesNotMoveThoseOfClients() {
        List<Planned> drops = schedule(7, EnumSet.of(DROP)).due(MINUTE);

        assertThat(schedule(7, EnumSet.of(DROP, PAUSE, NODE_KILL)).due(MINUTE))
                .filteredOn(fault -> fault.fault() == DROP)
                .isEqualTo(drops);
    }

    @Test
    void withoutFaultsNothingIsDue() {
        assertThat(schedule(7, Set.of()).due(MINUTE)).isEmpty();
    }

    private static FaultSchedule schedule(long seed, Set<Fault> faults) {
        return new FaultSchedule(seed, faults, 8_000);
    }
}
