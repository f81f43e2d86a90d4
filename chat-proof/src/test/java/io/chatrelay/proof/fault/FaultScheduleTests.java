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
package io.chatrelay.proof.fault;

import static io.chatrelay.proof.fault.Fault.DROP;
import static io.chatrelay.proof.fault.Fault.KAFKA_KILL;
import static io.chatrelay.proof.fault.Fault.NODE_KILL;
import static io.chatrelay.proof.fault.Fault.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultScheduleTests {

    private static final int MINUTE = 60_000;

    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    @Test
    void sameSeedIsSameScheduleHoweverOftenItIsAsked() {
        FaultSchedule oneByOne = new FaultSchedule(42, ALL);
        List<PlannedFault> collected = new ArrayList<>();
        for (int millis = 0; millis <= 10 * MINUTE; millis += 5) {
            collected.addAll(oneByOne.due(millis));
        }

        assertThat(collected).isNotEmpty().isEqualTo(new FaultSchedule(42, ALL).due(10 * MINUTE));
    }

    @Test
    void anotherSeedIsAnotherSchedule() {
        assertThat(new FaultSchedule(1, ALL).due(MINUTE)).isNotEqualTo(new FaultSchedule(2, ALL).due(MINUTE));
    }

    @Test
    void everyFaultComesInOrderOfTime() {
        List<PlannedFault> faults = new FaultSchedule(7, ALL).due(10 * MINUTE);

        assertThat(faults).extracting(PlannedFault::fault).contains(Fault.values());
        assertThat(faults).extracting(PlannedFault::atMillis).isSorted();
    }

    @Test
    void faultsOfServersKeepADistanceThatLetsThemOverlap() {
        List<Long> moments = new FaultSchedule(7, EnumSet.of(NODE_KILL, KAFKA_KILL))
                .due(10 * MINUTE).stream().map(PlannedFault::atMillis).toList();

        for (int index = 1; index < moments.size(); index++) {
            assertThat(moments.get(index) - moments.get(index - 1)).isBetween(8_000L, 16_000L);
        }
    }

    @Test
    void leavingOneOutDoesNotMoveThoseOfClients() {
        List<PlannedFault> drops = new FaultSchedule(7, EnumSet.of(DROP)).due(MINUTE);

        assertThat(new FaultSchedule(7, EnumSet.of(DROP, PAUSE, NODE_KILL)).due(MINUTE))
                .filteredOn(fault -> fault.fault() == DROP)
                .isEqualTo(drops);
    }

    @Test
    void withoutFaultsNothingIsDue() {
        assertThat(new FaultSchedule(7, Set.of()).due(MINUTE)).isEmpty();
    }

    @Test
    void detailsAreTheSameAtEachCall() {
        PlannedFault fault = new PlannedFault(0, DROP, 11);

        assertThat(fault.details().nextLong()).isEqualTo(fault.details().nextLong());
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(Fault fault) {
        assertThat(Fault.named(fault.optionName())).isEqualTo(fault);
    }

    @Test
    void unknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.named("disk-full"))
                .withMessage("Unknown fault: disk-full (expected: node-kill,node-restart,kafka-kill,kafka-restart,drop,"
                        + "pause,join), correct or remove it");
    }
}
