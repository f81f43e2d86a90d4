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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.core.log.Position;
import io.chatrelay.core.stomp.StompFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** Who compares two must know that both do the same. */
class CodecBenchmarksTests {

    @ParameterizedTest
    @ValueSource(ints = {128, 1024})
    void bothEncodersWriteTheSameFrame(int bodyBytes) {
        FrameEncoderBenchmark benchmark = new FrameEncoderBenchmark();
        benchmark.bodyBytes = bodyBytes;
        benchmark.makeMessage();

        assertThat(lines(benchmark.ours()))
                .contains("MESSAGE", "sender:user\\c42", "content-length:" + bodyBytes)
                .containsExactlyInAnyOrderElementsOf(lines(benchmark.springs()));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 1024})
    void allDecodersReadTheSameFrame(int bodyBytes) {
        FrameDecoderBenchmark benchmark = new FrameDecoderBenchmark();
        benchmark.bodyBytes = bodyBytes;
        benchmark.connect();

        List<Message<byte[]>> springs = benchmark.springs();

        StompHeaderAccessor headers = StompHeaderAccessor.wrap(springs.get(0));
        assertThat(springs).hasSize(1);
        assertThat(List.of(benchmark.ours(), benchmark.oursWithRules())).allSatisfy(frame -> {
            assertThat(frame.body()).hasSize(bodyBytes).isEqualTo(springs.get(0).getPayload());
            assertThat(frame.headers().toMap()).isEqualTo(headers.toNativeHeaderMap());
            assertThat(frame.headers().first("sender")).isEqualTo("user:42");
        });
    }

    @Test
    void decoderBenchmarkReadsEveryTimeAnew() {
        FrameDecoderBenchmark benchmark = new FrameDecoderBenchmark();
        benchmark.connect();

        StompFrame first = benchmark.oursWithRules();

        assertThat(benchmark.oursWithRules()).isNotSameAs(first);
        assertThat(benchmark.ours()).isNotSameAs(benchmark.ours());
    }

    @Test
    void recordIsReadAsItWasWritten() {
        RecordCodecBenchmark benchmark = new RecordCodecBenchmark();

        ProducerRecord<byte[], byte[]> written = benchmark.write();
        RelayedMessage read = benchmark.read();

        assertThat(written.key()).asString(StandardCharsets.UTF_8).isEqualTo(SampleMessage.DESTINATION);
        assertThat(read)
                .isEqualTo(new RelayedMessage(
                        SampleMessage.DESTINATION, "application/json", read.headers(), written.value(), null));
        assertThat(read.headers()).hasSize(1).containsEntry("sender", List.of("user:42"));
    }

    @Test
    void positionIsReadAsItWasWritten() {
        PositionBenchmark benchmark = new PositionBenchmark();

        Position position = SampleMessage.POSITION;
        assertThat(benchmark.read()).isEqualTo(position);
        assertThat(Position.parse(benchmark.write()))
                .isEqualTo(new Position(
                        position.topicFingerprint(),
                        position.partition(),
                        position.offset() + 1,
                        position.timestamp()));
    }

    private static List<String> lines(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8).lines().toList();
    }
}
