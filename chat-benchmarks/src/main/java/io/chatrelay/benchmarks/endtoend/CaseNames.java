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

import io.chatrelay.benchmarks.endtoend.cases.Case;
import io.chatrelay.benchmarks.endtoend.cases.IdleCase;
import io.chatrelay.benchmarks.endtoend.cases.LastCase;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase;
import io.chatrelay.benchmarks.endtoend.cases.LoadCase.Pace;
import io.chatrelay.benchmarks.endtoend.cases.SlowCase;
import io.chatrelay.benchmarks.endtoend.cases.StalledCase;
import io.chatrelay.benchmarks.endtoend.cases.StormCase;
import io.chatrelay.testing.client.ClientKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Knows the cases by their names; the numbers in the names are free. */
final class CaseNames {
    static final List<String> STANDARD = List.of(("fan-out-10-128 fan-out-100-128 fan-out-1000-128 fan-out-10-1024"
                    + " fan-out-100-1024 fan-out-1000-1024 fan-out-100-1024-deflate rooms-500 rooms-2000 rooms-5000 rooms-max"
                    + " stalled-5 idle-5000")
            .split(" "));
    static final List<String> QUICK = List.of("fan-out-100-128", "rooms-2000", "rooms-max", "stalled-5", "idle-500");

    /** Those about the past. They take minutes, so none of them is run unless it is asked for. */
    static final List<Case> HISTORY =
            List.of(LastCase.warm(), LastCase.cold(), SlowCase.standard(), StormCase.standard());

    private static final int ROOM_COUNT = 200;
    private static final int ROOM_MEMBERS = 5;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The same in seconds, to see that they work. */
    static final List<Case> QUICK_HISTORY = List.of(
            new LastCase(false, 2_000, 10, Duration.ZERO),
            new LastCase(true, 2_000, 1, Duration.ofMillis(500)),
            new SlowCase(50, 5, 16 * 1_024, 200, SECOND, Duration.ofSeconds(3)),
            new StormCase(20, 10_000, 512, 10, 200, 100, SECOND, SECOND, Duration.ofSeconds(2)));

    private static final List<String> KINDS = List.of("fan-out", "rooms", "stalled", "idle");
    private static final Map<Pattern, BiFunction<Matcher, ClientKind, Case>> SHAPES = Map.of(
            Pattern.compile("fan-out-([1-9]\\d{0,4})-(\\d{2,5})(-deflate)?"),
            (name, clients) -> LoadCase.fanOut(number(name, 1), number(name, 2), clients),
            Pattern.compile("rooms-max(-deflate)?"),
            (name, clients) -> LoadCase.rooms(ROOM_COUNT, ROOM_MEMBERS, new Pace.ClosedLoop(1), clients),
            Pattern.compile("rooms-([1-9]\\d{0,5})(-deflate)?"),
            (name, clients) -> LoadCase.rooms(ROOM_COUNT, ROOM_MEMBERS, new Pace.FixedRate(number(name, 1)), clients),
            Pattern.compile("stalled-([1-9]\\d{0,2})"),
            (name, clients) -> StalledCase.of(number(name, 1)),
            Pattern.compile("idle-([1-9]\\d{0,4})(-deflate)?"),
            (name, clients) -> new IdleCase(number(name, 1), clients));

    private final List<Case> history;

    /** With these about the past. */
    CaseNames(List<Case> history) {
        this.history = List.copyOf(history);
    }

    /**
     * Reads names, or {@code fan-out}, {@code rooms}, {@code stalled}, {@code idle} and {@code history} for all of the kind.
     *
     * @throws IllegalArgumentException when there is no such case; the message says which
     */
    List<Case> parse(List<String> names) {
        return names.stream().flatMap(this::parse).toList();
    }

    private Stream<Case> parse(String name) {
        if (name.equals("history")) {
            return history.stream();
        }
        return KINDS.contains(name)
                ? STANDARD.stream().filter(each -> each.startsWith(name + "-")).map(this::one)
                : Stream.of(one(name));
    }

    private Case one(String name) {
        ClientKind clients = name.endsWith("-deflate") ? ClientKind.DEFLATING : ClientKind.PLAIN;
        Stream<Case> shaped = SHAPES.entrySet().stream().flatMap(shape -> {
            Matcher matcher = shape.getKey().matcher(name);
            return matcher.matches() ? Stream.of(shape.getValue().apply(matcher, clients)) : Stream.empty();
        });
        return Stream.concat(shaped, history.stream().filter(each -> each.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown case: " + name
                        + " (expected: fan-out-<subscribers>-<bytes>, rooms-<messages/s>, rooms-max or"
                        + " idle-<connections>, each also with -deflate, stalled-<readers>, or history, last-warm,"
                        + " last-cold, slow, storm)"));
    }

    private static int number(Matcher name, int group) {
        return Integer.parseInt(name.group(group));
    }
}
