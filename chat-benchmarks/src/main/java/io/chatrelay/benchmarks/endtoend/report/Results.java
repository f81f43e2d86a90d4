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
package io.chatrelay.benchmarks.endtoend.report;

import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Everything that has been measured so far, in the order of the rounds. */
public final class Results {

    private final List<Load> loads = new ArrayList<>();

    private final List<Idle> idles = new ArrayList<>();

    public void add(String caseName, String server, LoadResult result) {
        this.loads.add(new Load(caseName, server, result));
    }

    public void add(String caseName, String server, IdleResult result) {
        this.idles.add(new Idle(caseName, server, result));
    }

    List<Load> loads() {
        return this.loads;
    }

    List<Idle> idles() {
        return this.idles;
    }

    List<String> loadCases() {
        return this.loads.stream().map(Load::caseName).distinct().toList();
    }

    List<String> idleCases() {
        return this.idles.stream().map(Idle::caseName).distinct().toList();
    }

    /** The servers that have been measured in a case. */
    List<String> servers(String caseName) {
        return Stream.concat(
                        this.loads.stream()
                                .filter(load -> load.caseName().equals(caseName))
                                .map(Load::server),
                        this.idles.stream()
                                .filter(idle -> idle.caseName().equals(caseName))
                                .map(Idle::server))
                .distinct()
                .toList();
    }

    List<LoadResult> loads(String caseName, String server) {
        return this.loads.stream()
                .filter(load ->
                        load.caseName().equals(caseName) && load.server().equals(server))
                .map(Load::result)
                .toList();
    }

    List<IdleResult> idles(String caseName, String server) {
        return this.idles.stream()
                .filter(idle ->
                        idle.caseName().equals(caseName) && idle.server().equals(server))
                .map(Idle::result)
                .toList();
    }

    /** A figure of the measured part, over the rounds. */
    Spread speed(String caseName, String server, ToDoubleFunction<LoadResult.Speed> figure) {
        return Spread.of(loads(caseName, server).stream().map(LoadResult::speed).mapToDouble(figure));
    }

    record Load(String caseName, String server, LoadResult result) {}

    record Idle(String caseName, String server, IdleResult result) {}
}
