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
package io.chatrelay.benchmarks.codec;

import io.chatrelay.benchmarks.MicroBenchmark;
import io.chatrelay.core.log.Position;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** The {@code message-id} of a message is written, once for all its subscribers, and read, once for a client that resumes. */
public class PositionBenchmark extends MicroBenchmark {
    private final String text = SampleMessage.POSITION.toString();
    private Position position = SampleMessage.POSITION;

    /** {@link Position#toString()}, of another offset each time. */
    @Benchmark
    public String write() {
        this.position = new Position(
                this.position.topicFingerprint(),
                this.position.partition(),
                this.position.offset() + 1,
                this.position.timestamp());
        return this.position.toString();
    }

    /** {@link Position#parse}. */
    @Benchmark
    public @Nullable Position read() {
        return Position.parse(this.text);
    }
}
