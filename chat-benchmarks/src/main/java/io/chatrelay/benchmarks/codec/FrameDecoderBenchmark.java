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
import io.chatrelay.core.stomp.ClientFrameReader;
import io.chatrelay.core.stomp.StompFrame;
import io.chatrelay.core.stomp.StompFrameDecoder;
import io.chatrelay.core.stomp.StompFrameListener;
import io.chatrelay.core.stomp.StompVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompDecoder;

/** One SEND frame of a client that comes in one piece. Spring's result is its message; ours still becomes one. */
public class FrameDecoderBenchmark extends MicroBenchmark {
    private static final int SIZE_LIMIT = 64 * 1024;

    /** Size of the body. */
    @Param({"128", "1024"})
    public int bodyBytes = 128;

    private final Last last = new Last();
    private final StompFrameDecoder decoder = new StompFrameDecoder(SIZE_LIMIT);
    private final ClientFrameReader reader = new ClientFrameReader(SIZE_LIMIT);
    private final StompDecoder springs = new StompDecoder();
    private byte[] frame = {};

    /** Makes the frame, and connects those that want it. */
    @Setup(Level.Trial)
    public void connect() {
        this.frame = SampleMessage.sendFrame(SampleMessage.body(this.bodyBytes));
        this.decoder.setVersion(StompVersion.V1_2);
        byte[] connect = "CONNECT\naccept-version:1.2\nhost:localhost\n\n\0".getBytes(StandardCharsets.US_ASCII);
        this.reader.read(ByteBuffer.wrap(connect), this.last);
    }

    /** {@link StompFrameDecoder} alone. */
    @Benchmark
    public @Nullable StompFrame ours() {
        this.decoder.decode(ByteBuffer.wrap(this.frame), this.last);
        return this.last.frame;
    }

    /** {@link ClientFrameReader}, which decodes and holds the client to the rules. */
    @Benchmark
    public @Nullable StompFrame oursWithRules() {
        this.reader.read(ByteBuffer.wrap(this.frame), this.last);
        return this.last.frame;
    }

    /** {@link StompDecoder}. */
    @Benchmark
    public List<Message<byte[]>> springs() {
        return this.springs.decode(ByteBuffer.wrap(this.frame));
    }

    private static final class Last implements StompFrameListener {
        private @Nullable StompFrame frame;

        @Override
        public void onFrame(StompFrame read) {
            this.frame = read;
        }

        @Override
        public void onHeartBeat() {
            this.frame = null;
        }
    }
}
