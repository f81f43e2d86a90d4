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
import io.chatrelay.core.stomp.FrameCommand;
import io.chatrelay.core.stomp.StompFrameEncoder;
import io.chatrelay.core.stomp.StompVersion;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** One MESSAGE frame is made of headers and a body that are there. */
public class FrameEncoderBenchmark extends MicroBenchmark {
    /** Size of the body. */
    @Param({"128", "1024"})
    public int bodyBytes = 128;

    private final StompEncoder springs = new StompEncoder();
    private byte[] body = {};
    private Map<String, List<String>> headers = Map.of();
    private Map<String, Object> springHeaders = Map.of();

    /** Makes what both get. */
    @Setup(Level.Trial)
    public void makeMessage() {
        this.body = SampleMessage.body(this.bodyBytes);
        this.headers = SampleMessage.messageHeaders();
        StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.MESSAGE);
        this.headers.forEach((name, values) -> values.forEach(value -> accessor.addNativeHeader(name, value)));
        this.springHeaders = accessor.getMessageHeaders();
    }

    /** {@link StompFrameEncoder}. */
    @Benchmark
    public byte[] ours() {
        return StompFrameEncoder.encode(StompVersion.V1_2, FrameCommand.MESSAGE, this.headers, this.body);
    }

    /** {@link StompEncoder}. */
    @Benchmark
    public byte[] springs() {
        return this.springs.encode(this.springHeaders, this.body);
    }
}
