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
package io.chatrelay.benchmarks.endtoend.history;

import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.process.CpuTime;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.testing.process.Server;

/** Measures what arrives, and what it costs, from its beginning on. */
public final class PhaseWatch {

    private static final OperatingSystem SYSTEM = new OperatingSystem();

    private final Server server;

    private final Tally tally;

    private final CpuTime before;

    private final long startNanos = System.nanoTime();

    private PhaseWatch(Server server, Tally tally) {
        this.server = server;
        this.tally = tally;
        this.before = SYSTEM.cpuTime(server.processes());
        tally.startMeasuring();
    }

    public static PhaseWatch begin(Server server, Tally tally) {
        return new PhaseWatch(server, tally);
    }

    /** What has been seen so far. */
    public PhasedResult.Phase end(String name) {
        double seconds = (System.nanoTime() - this.startNanos) / 1e9;
        CpuTime cpu = SYSTEM.cpuTime(this.server.processes()).since(this.before);
        return new PhasedResult.Phase(
                name, new LoadResult.Speed(seconds, this.tally.measured(), cpu, this.tally.latency()));
    }
}
