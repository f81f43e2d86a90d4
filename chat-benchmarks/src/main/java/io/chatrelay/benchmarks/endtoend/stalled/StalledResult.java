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
package io.chatrelay.benchmarks.endtoend.stalled;

import io.chatrelay.benchmarks.endtoend.account.Latency;
import java.util.Locale;
import java.util.Optional;

/**
 * The same twice, on one server.
 *
 * @param alone while everybody reads
 * @param beside while some do not read
 */
public record StalledResult(Side alone, Side beside) {

    /** What to say of it while others are still running. */
    public String summary() {
        return "%s; everybody reading: %s".formatted(this.beside.summary(), this.alone.summary());
    }

    /** Whether everybody who reads has got everything, once and in order. */
    public boolean isFaultless() {
        return this.alone.isFaultless() && this.beside.isFaultless();
    }

    /** One of the two. */
    public record Side(Reader healthy, Reader bystander) {

        boolean isFaultless() {
            return this.healthy.isFaultless() && this.bystander.isFaultless();
        }

        String summary() {
            return String.format(
                    Locale.ROOT,
                    "%,d of %,d in %.1f s, p99 %,.1f ms, bystander %,d of %,d, p99 %,.1f ms",
                    this.healthy.received(),
                    this.healthy.published(),
                    this.healthy.seconds(),
                    this.healthy.latency().p99(),
                    this.bystander.received(),
                    this.bystander.published(),
                    this.bystander.latency().p99());
        }
    }

    /**
     * What one reader has got.
     *
     * @param received different messages
     * @param late messages after a later one
     * @param seconds from the first being due to the last that came
     * @param latency of those that came
     * @param ended why its connection or its publisher's has ended, if one has
     */
    public record Reader(
            long published,
            long received,
            long doubled,
            long late,
            double seconds,
            Latency latency,
            Optional<String> ended) {

        boolean isFaultless() {
            return this.received == this.published && this.doubled == 0 && this.late == 0 && this.ended.isEmpty();
        }
    }
}
