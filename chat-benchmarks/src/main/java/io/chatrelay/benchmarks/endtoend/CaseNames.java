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

import io.chatrelay.benchmarks.endtoend.history.HistoryCase;
import io.chatrelay.benchmarks.endtoend.load.IdleCase;
import io.chatrelay.benchmarks.endtoend.load.LoadCase;
import io.chatrelay.benchmarks.endtoend.load.Pace;
import io.chatrelay.benchmarks.endtoend.stalled.StalledCase;
import io.chatrelay.testing.client.ClientKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the names of cases; the numbers in them are free. */
final class CaseNames {

    static final List<String> ALL = List.of(
            "fan-out-10-128",
            "fan-out-100-128",
            "fan-out-1000-128",
            "fan-out-10-1024",
            "fan-out-100-1024",
            "fan-out-1000-1024",
            "fan-out-100-1024-deflate",
            "rooms-500",
            "rooms-2000",
            "rooms-5000",
            "rooms-max",
            "stalled-5",
            "idle-5000");

    static final List<String> QUICK = List.of("fan-out-100-128", "rooms-2000", "rooms-max", "stalled-5", "idle-500");

    private static final List<String> KINDS = List.of("fan-out", "rooms", "stalled", "idle");

    private static final Pattern FAN_OUT = Pattern.compile("fan-out-(\\d{1,5})-(\\d{2,5})");

    private static final Pattern ROOMS = Pattern.compile("rooms-(max|\\d{1,6})");

    private static final Pattern STALLED = Pattern.compile("stalled-(\\d{1,3})");

    private static final Pattern IDLE = Pattern.compile("idle-(\\d{1,5})");

    private static final String HISTORY = "history";

    private static final String DEFLATE = "-deflate";

    private static final int ROOM_COUNT = 200;

    private static final int ROOM_MEMBERS = 5;

    private final List<LoadCase> loads = new ArrayList<>();

    private final List<StalledCase> stalled = new ArrayList<>();

    private final List<IdleCase> idle = new ArrayList<>();

    private final List<HistoryCase> history = new ArrayList<>();

    private final List<HistoryCase> histories;

    private CaseNames(List<HistoryCase> histories) {
        this.histories = histories;
    }

    /**
     * Reads names, or {@code fan-out}, {@code rooms}, {@code stalled}, {@code idle} and {@code history} for all of the kind.
     *
     * @param histories the cases about the past that there are
     * @throws IllegalArgumentException when there is no such case; the message says which
     */
    static CaseNames parse(List<String> names, List<HistoryCase> histories) {
        CaseNames parsed = new CaseNames(histories);
        for (String name : names) {
            List<String> ofKind = ALL.stream()
                    .filter(each -> each.startsWith(name + "-") && KINDS.contains(name))
                    .toList();
            (ofKind.isEmpty() ? List.of(name) : ofKind).forEach(parsed::add);
        }
        return parsed;
    }

    private void add(String name) {
        boolean deflating = name.endsWith(DEFLATE);
        String plain = deflating ? name.substring(0, name.length() - DEFLATE.length()) : name;
        Matcher fanOut = FAN_OUT.matcher(plain);
        Matcher rooms = ROOMS.matcher(plain);
        Matcher stalledReaders = STALLED.matcher(name);
        Matcher idleConnections = IDLE.matcher(plain);
        List<HistoryCase> past = this.histories.stream()
                .filter(each -> name.equals(HISTORY) || name.equals(each.name()))
                .toList();
        if (!past.isEmpty()) {
            this.history.addAll(past);
        } else if (fanOut.matches()) {
            add(LoadCase.fanOut(Integer.parseInt(fanOut.group(1)), Integer.parseInt(fanOut.group(2))), deflating);
        } else if (rooms.matches()) {
            Pace pace = rooms.group(1).equals("max")
                    ? new Pace.ClosedLoop(1)
                    : new Pace.FixedRate(Integer.parseInt(rooms.group(1)));
            add(LoadCase.rooms(ROOM_COUNT, ROOM_MEMBERS, pace), deflating);
        } else if (stalledReaders.matches()) {
            this.stalled.add(StalledCase.of(Integer.parseInt(stalledReaders.group(1))));
        } else if (idleConnections.matches()) {
            IdleCase connections = new IdleCase(Integer.parseInt(idleConnections.group(1)), ClientKind.PLAIN);
            this.idle.add(deflating ? connections.deflating() : connections);
        } else {
            throw new IllegalArgumentException("Unknown case: " + name
                    + " (expected: fan-out-<subscribers>-<bytes>, rooms-<messages/s>, rooms-max or idle-<connections>,"
                    + " each also with -deflate, stalled-<readers>, or history, "
                    + this.histories.stream().map(HistoryCase::name).collect(Collectors.joining(", ")) + ")");
        }
    }

    private void add(LoadCase load, boolean deflating) {
        this.loads.add(deflating ? load.deflating() : load);
    }

    List<LoadCase> loads() {
        return this.loads;
    }

    List<StalledCase> stalled() {
        return this.stalled;
    }

    List<IdleCase> idle() {
        return this.idle;
    }

    List<HistoryCase> history() {
        return this.history;
    }
}
