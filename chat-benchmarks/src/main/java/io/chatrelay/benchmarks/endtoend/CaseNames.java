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
package io.chatrelay.benchmarks.endtoend;

import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.load.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of cases; the numbers in them are free. */
final class CaseNames {

    static final List<String> ALL = List.of(
            "fan-out-10-128",
            "fan-out-100-128",
            "fan-out-1000-128",
            "fan-out-10-1024",
            "fan-out-100-1024",
            "fan-out-1000-1024",
            "rooms-500",
            "rooms-2000",
            "rooms-5000",
            "rooms-max",
            "idle-5000");

    static final List<String> QUICK = List.of("fan-out-100-128", "rooms-2000", "rooms-max", "idle-500");

    private static final Pattern FAN_OUT = Pattern.compile("fan-out-(\\d{1,5})-(\\d{2,5})");

    private static final Pattern ROOMS = Pattern.compile("rooms-(max|\\d{1,6})");

    private static final Pattern IDLE = Pattern.compile("idle-(\\d{1,5})");

    private static final int ROOM_COUNT = 200;

    private static final int ROOM_MEMBERS = 5;

    private final List<LoadCase> loads = new ArrayList<>();

    private final List<Integer> idle = new ArrayList<>();

    private CaseNames() {}

    /**
     * Reads names, or {@code fan-out}, {@code rooms} and {@code idle} for all of the kind.
     *
     * @throws IllegalArgumentException when there is no such case; the message says which
     */
    static CaseNames parse(List<String> names) {
        CaseNames parsed = new CaseNames();
        for (String name : names) {
            List<String> ofKind = ALL.stream()
                    .filter(each -> each.startsWith(name + "-")
                            && List.of("fan-out", "rooms", "idle").contains(name))
                    .toList();
            (ofKind.isEmpty() ? List.of(name) : ofKind).forEach(parsed::add);
        }
        return parsed;
    }

    private void add(String name) {
        Matcher fanOut = FAN_OUT.matcher(name);
        Matcher rooms = ROOMS.matcher(name);
        Matcher idleConnections = IDLE.matcher(name);
        if (fanOut.matches()) {
            this.loads.add(LoadCase.fanOut(Integer.parseInt(fanOut.group(1)), Integer.parseInt(fanOut.group(2))));
        } else if (rooms.matches()) {
            Pace pace = rooms.group(1).equals("max")
                    ? new Pace.ClosedLoop(1)
                    : new Pace.FixedRate(Integer.parseInt(rooms.group(1)));
            this.loads.add(LoadCase.rooms(ROOM_COUNT, ROOM_MEMBERS, pace));
        } else if (idleConnections.matches()) {
            this.idle.add(Integer.parseInt(idleConnections.group(1)));
        } else {
            throw new IllegalArgumentException(
                    "Unknown case: " + name
                            + " (expected: fan-out-<subscribers>-<bytes>, rooms-<messages/s>, rooms-max or idle-<connections>)");
        }
    }

    List<LoadCase> loads() {
        return this.loads;
    }

    List<Integer> idle() {
        return this.idle;
    }
}
