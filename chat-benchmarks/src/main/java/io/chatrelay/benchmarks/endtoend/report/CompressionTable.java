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

import io.chatrelay.benchmarks.endtoend.load.Compression;
import io.chatrelay.benchmarks.endtoend.load.IdleResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import java.util.List;

/** Which servers have compressed for the clients that offer it, and what came over the network then. */
final class CompressionTable {

    private final Results results;

    CompressionTable(Results results) {
        this.results = results;
    }

    /** Empty when no client has offered it. */
    String text() {
        TableText table = new TableText(3, "case", "server", "permessage-deflate", "bytes/delivery");
        boolean offered = false;
        for (String name : this.results.loads().cases()) {
            for (String server : this.results.loads().servers(name)) {
                List<LoadResult> runs = this.results.loads().of(name, server);
                List<Compression> outcomes =
                        runs.stream().map(run -> run.wire().compression()).toList();
                offered |= row(table, name, server, outcomes, bytesPerDelivery(runs));
            }
        }
        for (String name : this.results.idles().cases()) {
            for (String server : this.results.idles().servers(name)) {
                List<Compression> outcomes = this.results.idles().of(name, server).stream()
                        .map(IdleResult::compression)
                        .toList();
                offered |= row(table, name, server, outcomes, "");
            }
        }
        return offered ? table.toString() : "";
    }

    private static boolean row(
            TableText table, String name, String server, List<Compression> outcomes, String bytesPerDelivery) {
        if (outcomes.contains(Compression.NOT_OFFERED)) {
            return false;
        }
        boolean agreed = !outcomes.contains(Compression.DECLINED);
        table.row(name, server, agreed ? "agreed" : "not negotiated", bytesPerDelivery);
        return true;
    }

    private static String bytesPerDelivery(List<LoadResult> runs) {
        long bytes = runs.stream().mapToLong(run -> run.wire().bytes()).sum();
        long deliveries =
                runs.stream().mapToLong(run -> run.speed().deliveries()).sum();
        return TableText.count(bytes / Math.max(1, deliveries));
    }
}
