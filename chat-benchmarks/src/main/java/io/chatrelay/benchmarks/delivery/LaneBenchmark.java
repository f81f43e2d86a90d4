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
package io.chatrelay.benchmarks.delivery;

import io.chatrelay.benchmarks.MicroBenchmark;
import io.chatrelay.benchmarks.codec.SampleMessage;
import io.chatrelay.core.stomp.FrameCommand;
import io.chatrelay.core.stomp.MessageFrame;
import io.chatrelay.core.stomp.StompFrameEncoder;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SubscriptionStart;
import io.chatrelay.websocket.internal.lane.OutboundLane;
import io.chatrelay.websocket.internal.lane.OutboundLanes;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * A batch of messages goes to {@value #SESSIONS} sessions; the figures are per delivery. Both hand a text message to the
 * session of the container, so what differs is what comes before: a lane and a frame that is encoded once, or a frame
 * encoded for each and Spring's decorator.
 */
public class LaneBenchmark extends MicroBenchmark {
    private static final int SESSIONS = 100;
    private static final int BATCH = 20;
    private static final int BODY_BYTES = 128;
    private final CountingSession container = new CountingSession();
    private final SubscriptionStart start = new SubscriptionStart(StompVersion.V1_2, "sub-0");
    private List<OutboundLane> lanes = List.of();
    private List<ConcurrentWebSocketSessionDecorator> decorated = List.of();
    private Map<String, List<String>> headers = Map.of();
    private byte[] body = {};

    /** Makes the sessions and what they get. */
    @Setup(Level.Trial)
    public void makeSessions() {
        OutboundLanes factory = new OutboundLanes(null, null, Runnable::run);
        this.lanes = IntStream.range(0, SESSIONS)
                .mapToObj(i -> factory.open(this.container, new NoEnd()))
                .toList();
        this.decorated = IntStream.range(0, SESSIONS)
                .mapToObj(i -> new ConcurrentWebSocketSessionDecorator(this.container, 10_000, 512 * 1024))
                .toList();
        this.headers = new LinkedHashMap<>(SampleMessage.messageHeaders());
        this.headers.remove("subscription");
        this.body = SampleMessage.body(BODY_BYTES);
    }

    /** Frames with a shared rest, appended to lanes that are flushed once a batch. */
    @Benchmark
    @OperationsPerInvocation(SESSIONS * BATCH)
    public long ours() {
        for (int i = 0; i < BATCH; i++) {
            MessageFrame frame = new MessageFrame(this.headers, this.body, false);
            for (OutboundLane lane : this.lanes) {
                lane.append(this.start, frame);
            }
        }
        this.lanes.forEach(OutboundLane::flush);
        return this.container.characters();
    }

    /** A frame encoded for each session, sent through Spring's decorator. */
    @Benchmark
    @OperationsPerInvocation(SESSIONS * BATCH)
    public long springs() throws IOException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("subscription", new ArrayList<>(List.of("sub-0")));
        all.putAll(this.headers);
        for (int i = 0; i < BATCH; i++) {
            for (ConcurrentWebSocketSessionDecorator session : this.decorated) {
                byte[] frame = StompFrameEncoder.encode(StompVersion.V1_2, FrameCommand.MESSAGE, all, this.body);
                session.sendMessage(new TextMessage(frame));
            }
        }
        return this.container.characters();
    }

    private static final class NoEnd implements OutboundLane.End {
        @Override
        public void closing() {
            throw new IllegalStateException("nobody has asked for the end");
        }

        @Override
        public void broken(Throwable cause) {
            throw new IllegalStateException(cause);
        }

        @Override
        public void tooSlow(String reason) {
            throw new IllegalStateException(reason);
        }
    }

    /** A session whose container takes everything at once. For one thread. */
    private static final class CountingSession extends WebSocketSessionDecorator {
        private long characters;

        CountingSession() {
            super((WebSocketSession) Proxy.newProxyInstance(
                    CountingSession.class.getClassLoader(),
                    new Class<?>[] {WebSocketSession.class},
                    (session, method, arguments) -> {
                        throw new UnsupportedOperationException(method.getName());
                    }));
        }

        @Override
        public String getId() {
            return "session";
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void sendMessage(WebSocketMessage<?> message) {
            characters += message.getPayloadLength();
        }

        /** Length of all that was sent, which must not be optimized away. */
        long characters() {
            return characters;
        }
    }
}
