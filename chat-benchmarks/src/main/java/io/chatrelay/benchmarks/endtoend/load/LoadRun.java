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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.benchmarks.endtoend.process.CpuTime;
import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.testing.process.Server;
import java.time.Duration;

/** Runs a case against a server: connects, lets it settle, measures, and waits for what is still on its way. */
public final class LoadRun {

    /** How long nothing may arrive before what is missing counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How long to listen for second copies when everything has come. */
    private static final Duration AFTERWARDS = Duration.ofMillis(200);

    private final OperatingSystem system;

    private final Server server;

    private final Duration patience;

    public LoadRun(OperatingSystem system, Server server) {
        this(system, server, PATIENCE);
    }

    LoadRun(OperatingSystem system, Server server, Duration patience) {
        this.system = system;
        this.server = server;
        this.patience = patience;
    }

    public LoadResult run(LoadCase shape, Duration settling, Duration measuring) {
        try (Crowd crowd = Crowd.gather(this.server.address(), shape)) {
            Traffic traffic = Traffic.start(crowd, shape);
            LoadResult.Speed speed;
            LoadResult.Wire wire;
            try {
                traffic.run(settling);
                long bytesBefore = crowd.loop().bytesRead();
                speed = measure(crowd.tally(), traffic, measuring);
                wire = new LoadResult.Wire(
                        crowd.compression(shape.clients()), crowd.loop().bytesRead() - bytesBefore);
            } finally {
                traffic.stop();
            }
            waitForTheRest(crowd);
            return new LoadResult(speed, wire, faults(crowd));
        }
    }

    private LoadResult.Speed measure(Tally tally, Traffic traffic, Duration time) {
        CpuTime before = cpuTime();
        long startNanos = System.nanoTime();
        tally.startMeasuring();
        traffic.run(time);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return new LoadResult.Speed(seconds, tally.measured(), cpuTime().since(before), tally.latency());
    }

    private CpuTime cpuTime() {
        return this.system.cpuTime(this.server.processes());
    }

    private void waitForTheRest(Crowd crowd) {
        long before;
        do {
            before = crowd.tally().deliveries();
            crowd.turnUntil(() -> crowd.missing() == 0, this.patience);
        } while (crowd.missing() > 0 && crowd.tally().deliveries() > before);
        crowd.turnUntil(() -> false, AFTERWARDS);
    }

    private static LoadResult.Faults faults(Crowd crowd) {
        Tally tally = crowd.tally();
        return new LoadResult.Faults(
                tally.deliveries(), crowd.missing(), tally.doubled(), tally.late(), crowd.failure());
    }
}
