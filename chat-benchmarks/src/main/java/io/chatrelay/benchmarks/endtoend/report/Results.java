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

import io.chatrelay.benchmarks.endtoend.history.HistoryResult;
import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.stalled.StalledResult;
import java.util.ArrayList;
import java.util.List;

/** Everything that has been measured so far, in the order of the rounds. */
public final class Results {

    private final Table<LoadResult> loads = new Table<>();

    private final Table<StalledResult> stalled = new Table<>();

    private final Table<IdleResult> idles = new Table<>();

    private final Table<HistoryResult> histories = new Table<>();

    public void add(String caseName, String server, LoadResult result) {
        this.loads.add(caseName, server, result);
    }

    public void add(String caseName, String server, StalledResult result) {
        this.stalled.add(caseName, server, result);
    }

    public void add(String caseName, String server, IdleResult result) {
        this.idles.add(caseName, server, result);
    }

    public void add(String caseName, String server, HistoryResult result) {
        this.histories.add(caseName, server, result);
    }

    Table<LoadResult> loads() {
        return this.loads;
    }

    Table<StalledResult> stalled() {
        return this.stalled;
    }

    Table<IdleResult> idles() {
        return this.idles;
    }

    Table<HistoryResult> histories() {
        return this.histories;
    }

    /** The runs of one kind. */
    static final class Table<R> {

        private final List<Run<R>> runs = new ArrayList<>();

        private void add(String caseName, String server, R result) {
            this.runs.add(new Run<>(caseName, server, result));
        }

        /** Those runs whose results are of a type. */
        <T> Table<T> only(Class<T> type) {
            Table<T> only = new Table<>();
            this.runs.stream()
                    .filter(run -> type.isInstance(run.result()))
                    .forEach(run -> only.add(run.caseName(), run.server(), type.cast(run.result())));
            return only;
        }

        boolean isEmpty() {
            return this.runs.isEmpty();
        }

        List<Run<R>> runs() {
            return this.runs;
        }

        /** Those of a case. */
        List<Run<R>> runs(String caseName) {
            return this.runs.stream()
                    .filter(run -> run.caseName().equals(caseName))
                    .toList();
        }

        List<String> cases() {
            return this.runs.stream().map(Run::caseName).distinct().toList();
        }

        /** The servers that have been measured in a case. */
        List<String> servers(String caseName) {
            return this.runs.stream()
                    .filter(run -> run.caseName().equals(caseName))
                    .map(Run::server)
                    .distinct()
                    .toList();
        }

        /** One result for each round. */
        List<R> of(String caseName, String server) {
            return this.runs.stream()
                    .filter(run ->
                            run.caseName().equals(caseName) && run.server().equals(server))
                    .map(Run::result)
                    .toList();
        }
    }

    /** One result. */
    record Run<R>(String caseName, String server, R result) {}
}
