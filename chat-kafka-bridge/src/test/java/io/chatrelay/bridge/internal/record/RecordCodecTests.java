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
package io.chatrelay.bridge.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

class RecordCodecTests {

    private static final byte[] BODY = {0, 'x', (byte) 0xff};

    private static Message<byte[]> send(Map<String, String> headers) {
        StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.SEND);
        accessor.setSessionId("s1");
        accessor.setDestination("/topic/a");
        headers.forEach(accessor::setNativeHeader);
        return MessageBuilder.createMessage(BODY, accessor.getMessageHeaders());
    }

    private static ConsumerRecord<byte[], byte[]> logged(ProducerRecord<byte[], byte[]> produced) {
        ConsumerRecord<byte[], byte[]> logged =
                new ConsumerRecord<>(produced.topic(), 3, 17, produced.key(), produced.value());
        produced.headers().forEach(logged.headers()::add);
        return logged;
    }

    @Test
    void recordIsReadableByAnyKafkaConsumer() {
        RelayedMessage message =
                RecordCodec.fromSpring(send(Map.of("content-type", "text/plain", "priority", "9")), "/topic/a");

        ProducerRecord<byte[], byte[]> produced = RecordCodec.toRecord("log", message, 1_700_000_000_000L);

        assertThat(produced.topic()).isEqualTo("log");
        assertThat(produced.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(produced.key()).asString(StandardCharsets.UTF_8).isEqualTo("/topic/a");
        assertThat(produced.value()).isEqualTo(BODY);
        List<String> headers = new ArrayList<>();
        for (Header header : produced.headers()) {
            headers.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8));
        }
        assertThat(headers).containsExactly("content-type=text/plain", "priority=9");
    }

    @Test
    void messageComesBackAsItWas() {
        StompHeaderAccessor accessor = StompHeaderAccessor.create(StompCommand.SEND);
        accessor.setDestination("/topic/caf\u00e9");
        accessor.addNativeHeader("tag", "b\u00fc");
        accessor.addNativeHeader("tag", "second");
        accessor.setNativeHeader("content-type", "not a type");
        RelayedMessage message = RecordCodec.fromSpring(
                MessageBuilder.createMessage(BODY, accessor.getMessageHeaders()), "/topic/caf\u00e9");

        RelayedMessage back = RecordCodec.fromRecord(logged(RecordCodec.toRecord("log", message, 1_700_000_000_000L)));

        assertThat(back).usingRecursiveComparison().isEqualTo(message);
        assertThat(back.contentType()).isEqualTo("not a type");
        assertThat(back.headers()).containsEntry("tag", List.of("b\u00fc", "second"));
    }

    @Test
    void nothingOfTheFrameTheSessionOrSpringTravels() {
        RelayedMessage message = RecordCodec.fromSpring(
                send(Map.of(
                        "receipt", "r",
                        "transaction", "t",
                        "message-id", "m",
                        "subscription", "s",
                        "ack", "a",
                        "login", "l",
                        "passcode", "p",
                        "content-length", "3",
                        "simpOrigDestination", "/topic/forged",
                        "timestamp", "1")),
                "/topic/a");

        assertThat(message.headers()).isEmpty();
    }

    @Test
    void contentTypeThatAConverterSetIsKept() {
        SimpMessageHeaderAccessor accessor = SimpMessageHeaderAccessor.create();
        accessor.setContentType(MimeTypeUtils.APPLICATION_JSON);

        RelayedMessage message =
                RecordCodec.fromSpring(MessageBuilder.createMessage("{}", accessor.getMessageHeaders()), "/topic/a");

        assertThat(message.contentType()).isEqualTo("application/json");
        assertThat(message.body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
    }

    @Test
    void payloadThatIsNeitherBytesNorTextIsRefused() {
        assertThatExceptionOfType(MessageDeliveryException.class)
                .isThrownBy(() ->
                        RecordCodec.fromSpring(MessageBuilder.withPayload(42).build(), "/topic/a"))
                .withMessageContaining("expected: byte[] or String");
    }

    @Test
    void recordOfAnybodyElseIsAMessageIfItsKeyIsADestination() {
        ConsumerRecord<byte[], byte[]> foreign =
                new ConsumerRecord<>("log", 0, 0, "/topic/a".getBytes(StandardCharsets.UTF_8), BODY);
        foreign.headers().add("subscription", "forged".getBytes(StandardCharsets.UTF_8));
        foreign.headers().add("null-value", null);

        RelayedMessage message = RecordCodec.fromRecord(foreign);

        assertThat(message.destination()).isEqualTo("/topic/a");
        assertThat(message.headers()).isEmpty();
    }

    @Test
    void recordThatCannotBeAMessageSaysWhy() {
        assertUnreadable(null, BODY, "no key");
        assertUnreadable(new byte[] {(byte) 0xc3, 0x28}, BODY, "not UTF-8");
        assertUnreadable(" ".getBytes(StandardCharsets.UTF_8), BODY, "blank");
        assertUnreadable("/topic/a".getBytes(StandardCharsets.UTF_8), null, "no value");
    }

    private static void assertUnreadable(byte @Nullable [] key, byte @Nullable [] value, String reason) {
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> RecordCodec.fromRecord(new ConsumerRecord<>("log", 0, 0, key, value)))
                .withMessageContaining(reason);
    }
}
