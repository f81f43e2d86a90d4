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

import io.chatrelay.benchmarks.endtoend.account.Latency;
import io.chatrelay.benchmarks.endtoend.process.CpuTime;
import java.util.Locale;
import java.util.Optional;

/** What one run of a case has shown. */
public record LoadResult(Speed speed, Wire wire, Faults faults) {

    /** What to say of it while others are still running. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%8.2f µs/delivery %,10.0f deliveries/s   p99 %,.1f ms   lost %d, doubled %d, out of order %d",
                this.speed.cpuPerDelivery(),
                this.speed.deliveriesPerSecond(),
                this.speed.latency().p99(),
                this.faults.lost(),
                this.faults.doubled(),
                this.faults.late());
    }

    /** Of the measured part. */
    public record Speed(double seconds, long deliveries, CpuTime cpu, Latency latency) {

        public double deliveriesPerSecond() {
            return this.deliveries / this.seconds;
        }

        /** CPU of all server processes in microseconds, for each delivery. */
        public double cpuPerDelivery() {
            return this.cpu.servers() * 1e6 / Math.max(1, this.deliveries);
        }

        /** The part of it that is not Kafka's, nor that of another process beside the application. */
        public double applicationCpuPerDelivery() {
            return this.cpu.application() * 1e6 / Math.max(1, this.deliveries);
        }

        /** Cores that others have kept busy. */
        public double foreignCores() {
            return this.cpu.foreign() / this.seconds;
        }

        /** Cores that the load program itself has kept busy. */
        public double clientCores() {
            return this.cpu.client() / this.seconds;
        }
    }

    /**
     * What has come over the network in the measured part.
     *
     * @param bytes all of them, headers of every protocol above TCP included
     */
    public record Wire(Compression compression, long bytes) {}

    /**
     * Of the whole run.
     *
     * @param late deliveries after a later message of the same publisher
     * @param ended why a connection has ended, if one has
     */
    public record Faults(long deliveries, long lost, long doubled, long late, Optional<String> ended) {

        /** Whether every message has reached every subscriber once, in the order of its publisher. */
        public boolean isEmpty() {
            return this.lost == 0 && this.doubled == 0 && this.late == 0 && this.ended.isEmpty();
        }
    }
}
