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

import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import io.chatrelay.benchmarks.endtoend.load.LoadResult.Faults;
import io.chatrelay.benchmarks.endtoend.load.LoadResult.Speed;
import java.util.Locale;

/** Every single measurement, as comma-separated values, so that others can summarize them in another way. */
public final class RawFigures {

    private static final String COLUMNS =
            "case,server,seconds,measured deliveries,server CPU s,application CPU s,client CPU s,foreign CPU s,"
                    + "p50 ms,p99 ms,p99.9 ms,max ms,deliveries in all,lost,doubled,out of order,bytes,permessage-deflate\n";

    private RawFigures() {}

    /** One line for each run of a case with load. */
    public static String of(Results results) {
        StringBuilder text = new StringBuilder(COLUMNS);
        for (Results.Run<LoadResult> load : results.loads().runs()) {
            Speed speed = load.result().speed();
            Faults faults = load.result().faults();
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%.3f,%d,%.2f,%.2f,%.2f,%.2f,%.3f,%.3f,%.3f,%.3f,%d,%d,%d,%d,%d,%s%n",
                    load.caseName(),
                    load.server(),
                    speed.seconds(),
                    speed.deliveries(),
                    speed.cpu().servers(),
                    speed.cpu().application(),
                    speed.cpu().client(),
                    speed.cpu().foreign(),
                    speed.latency().p50(),
                    speed.latency().p99(),
                    speed.latency().p999(),
                    speed.latency().max(),
                    faults.deliveries(),
                    faults.lost(),
                    faults.doubled(),
                    faults.late(),
                    load.result().wire().bytes(),
                    load.result().wire().compression()));
        }
        return text.toString();
    }
}
