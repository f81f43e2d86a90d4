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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Which faults come when: the same for the same seed and the same faults, without an end. Faults of servers follow each other
 * within 8 to 16 s, so that their successors can meet servers that are not yet back; each of the faults of clients comes
 * every 0.5 to 2 s. For one thread.
 */
public final class FaultSchedule {

    private static final int SERVERS_PAUSE_MILLIS = 8_000;

    private static final int CLIENTS_PAUSE_MILLIS = 500;

    private static final int CLIENTS_MORE_MILLIS = 1_500;

    private final PriorityQueue<Next> queue =
            new PriorityQueue<>(Comparator.comparingLong(next -> next.planned.atMillis()));

    /** A schedule for these faults, which may be none. */
    public FaultSchedule(long seed, Collection<Fault> faults) {
        Random seeds = new Random(seed);
        long serversSeed = seeds.nextLong();
        Set<Fault> ofServers = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            long ownSeed = seeds.nextLong();
            if (!faults.contains(fault)) {
                continue;
            }
            if (fault.isForServers()) {
                ofServers.add(fault);
            } else {
                this.queue.add(new Lane(List.of(fault), CLIENTS_PAUSE_MILLIS, CLIENTS_MORE_MILLIS, ownSeed).next(0));
            }
        }
        if (!ofServers.isEmpty()) {
            this.queue.add(new Lane(new ArrayList<>(ofServers), SERVERS_PAUSE_MILLIS, SERVERS_PAUSE_MILLIS, serversSeed)
                    .next(0));
        }
    }

    /** Takes all faults that are due at a moment, in order. */
    public List<PlannedFault> due(long millis) {
        List<PlannedFault> due = new ArrayList<>();
        while (!this.queue.isEmpty() && this.queue.element().planned.atMillis() <= millis) {
            Next next = this.queue.remove();
            due.add(next.planned);
            this.queue.add(next.lane.next(next.planned.atMillis()));
        }
        return due;
    }

    /** Faults that come one after the other. */
    private static final class Lane {

        private final List<Fault> faults;

        private final int pauseMillis;

        private final int moreMillis;

        private final Random random;

        Lane(List<Fault> faults, int pauseMillis, int moreMillis, long seed) {
            this.faults = faults;
            this.pauseMillis = pauseMillis;
            this.moreMillis = moreMillis;
            this.random = new Random(seed);
        }

        Next next(long afterMillis) {
            long at = afterMillis + this.pauseMillis + this.random.nextInt(this.moreMillis);
            Fault fault = this.faults.get(this.random.nextInt(this.faults.size()));
            return new Next(this, new PlannedFault(at, fault, this.random.nextLong()));
        }
    }

    private record Next(Lane lane, PlannedFault planned) {}
}
