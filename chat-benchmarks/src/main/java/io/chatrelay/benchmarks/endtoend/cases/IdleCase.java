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
package io.chatrelay.benchmarks.endtoend.cases;

import io.chatrelay.benchmarks.endtoend.figures.Figure;
import io.chatrelay.benchmarks.endtoend.figures.Outcome;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Faults;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Row;
import io.chatrelay.benchmarks.endtoend.figures.Outcome.Table;
import io.chatrelay.benchmarks.endtoend.server.OperatingSystem;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import io.chatrelay.testing.process.Server;
import java.util.OptionalDouble;

/**
 * What connections cost that have a subscription and nothing to do. Each number has a server of its own: what earlier
 * connections have left behind would count otherwise.
 *
 * @param connections how many, rounded up to whole groups of five that share a destination
 * @param clients what all of them are like
 */
public record IdleCase(int connections, ClientKind clients) implements Case {
    private static final int GROUP = 5;
    private static final int BODY_BYTES = 128;

    /** So many come and go before, so that what is loaded and made once does not count. */
    private static final int WARM_UP_GROUPS = 40;

    @Override
    public String name() {
        return "idle-" + connections + LoadCase.suffix(clients);
    }

    @Override
    public boolean isForWarmServer() {
        return false;
    }

    @Override
    public Outcome run(Server server, Timing timing) {
        try (Stage stage = new Stage(server.address())) {
            gather(stage, "idle-warm-up", WARM_UP_GROUPS);
        }
        OptionalDouble heap = heap(server);
        OptionalDouble resident = resident(server);
        try (Stage stage = new Stage(server.address())) {
            Crowd crowd = gather(stage, "idle", (connections + GROUP - 1) / GROUP);
            int opened = stage.loop().connections();
            Row row = new Row(Table.IDLE, "")
                    .with(Figure.CLIENTS, opened)
                    .with(Figure.HEAP, growth(heap, heap(server), opened))
                    .with(Figure.RESIDENT, growth(resident, resident(server), opened))
                    .with(Figure.COMPRESSED, crowd.compressedPercent());
            return Outcome.of(row, Faults.NONE);
        }
    }

    private static OptionalDouble heap(Server server) {
        return server.liveHeapBytes().stream().asDoubleStream().findFirst();
    }

    private static OptionalDouble resident(Server server) {
        return server.processes().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(new OperatingSystem().residentBytes(server.processes()));
    }

    private static OptionalDouble growth(OptionalDouble before, OptionalDouble after, int opened) {
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of((after.getAsDouble() - before.getAsDouble()) / 1024 / opened)
                : OptionalDouble.empty();
    }

    private Crowd gather(Stage stage, String name, int groups) {
        return Crowd.gather(stage, new Crowd.Shape(groups, GROUP, true, BODY_BYTES, clients), name);
    }
}
