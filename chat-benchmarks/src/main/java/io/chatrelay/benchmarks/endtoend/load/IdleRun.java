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

import io.chatrelay.benchmarks.endtoend.process.OperatingSystem;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.process.Server;
import java.net.URI;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What connections cost that have a subscription and nothing to do. */
public final class IdleRun {

    private static final int GROUP = 5;

    /** So many come and go before, so that what is loaded and made once does not count. */
    private static final int WARM_UP_GROUPS = 40;

    private final OperatingSystem system;

    private final Server server;

    public IdleRun(OperatingSystem system, Server server) {
        this.system = system;
        this.server = server;
    }

    /** Opens so many connections, rounded up to whole groups of five that share a destination. */
    public IdleResult run(IdleCase idle) {
        URI address = this.server.address();
        Crowd.gather(address, groups("idle-warm-up", WARM_UP_GROUPS, idle.clients()))
                .close();
        OptionalLong heapBefore = this.server.liveHeapBytes();
        long residentBefore = this.system.residentBytes(this.server.processes());
        int groups = (idle.connections() + GROUP - 1) / GROUP;
        try (Crowd crowd = Crowd.gather(address, groups("idle", groups, idle.clients()))) {
            OptionalLong heap = this.server.liveHeapBytes();
            long resident = this.system.residentBytes(this.server.processes());
            int opened = crowd.loop().connections();
            return new IdleResult(
                    opened,
                    crowd.compression(idle.clients()),
                    heap.isEmpty()
                            ? OptionalDouble.empty()
                            : kibibytes(heap.getAsLong() - heapBefore.getAsLong(), opened),
                    this.server.processes().isEmpty()
                            ? OptionalDouble.empty()
                            : kibibytes(resident - residentBefore, opened));
        }
    }

    private static LoadCase groups(String name, int groups, ClientKind clients) {
        return new LoadCase(name, groups, GROUP, true, 128, new Pace.ClosedLoop(1), clients);
    }

    private static OptionalDouble kibibytes(long bytes, int connections) {
        return OptionalDouble.of(bytes / 1024.0 / connections);
    }
}
