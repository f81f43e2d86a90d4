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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which faults come when: the same for the same seed and the same faults, without an end. With a pause of 8 s, a fault of
 * servers comes every 8 to 16 s, so that it can meet a server that is not back from the one before. Each fault of clients
 * comes every 0.5 to 2 s.
 */
final class FaultSchedule {
    private static final int CLIENTS_PAUSE_MILLIS = 500;
    private static final int CLIENTS_MORE_MILLIS = 1_500;

    private final List<Lane> lanes = new ArrayList<>();

    FaultSchedule(long seed, Set<Fault> faults, int serversPauseMillis) {
        Random seeds = new Random(seed);
        List<Fault> ofServers =
                faults.stream().filter(Fault::isForServers).sorted().toList();
        add(ofServers, serversPauseMillis, serversPauseMillis, seeds.nextLong());
        for (Fault fault : Fault.values()) {
            boolean chosen = !fault.isForServers() && faults.contains(fault);
            add(chosen ? List.of(fault) : List.of(), CLIENTS_PAUSE_MILLIS, CLIENTS_MORE_MILLIS, seeds.nextLong());
        }
    }

    private void add(List<Fault> faults, int pauseMillis, int moreMillis, long seed) {
        if (!faults.isEmpty()) {
            lanes.add(new Lane(faults, pauseMillis, moreMillis, new Random(seed)));
        }
    }

    /** Takes all faults that are due at a moment, in order. */
    List<Planned> due(long millis) {
        List<Planned> due = new ArrayList<>();
        lanes.forEach(lane -> lane.takeUntil(millis, due));
        due.sort(Comparator.comparingLong(Planned::atMillis));
        return due;
    }

    /**
     * A fault and its moment.
     *
     * @param atMillis milliseconds since the start of the load
     * @param choice seeds the random numbers that decide the rest
     */
    record Planned(long atMillis, Fault fault, long choice) {}

    /** Faults that come one after the other. */
    private static final class Lane {
        private final List<Fault> faults;
        private final int pauseMillis;
        private final int moreMillis;
        private final Random random;
        private Planned next;

        Lane(List<Fault> faults, int pauseMillis, int moreMillis, Random random) {
            this.faults = faults;
            this.pauseMillis = pauseMillis;
            this.moreMillis = moreMillis;
            this.random = random;
            this.next = after(0);
        }

        private Planned after(long millis) {
            long at = millis + pauseMillis + random.nextInt(moreMillis);
            return new Planned(at, faults.get(random.nextInt(faults.size())), random.nextLong());
        }

        void takeUntil(long millis, List<Planned> due) {
            for (; next.atMillis <= millis; next = after(next.atMillis)) {
                due.add(next);
            }
        }
    }
}
