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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.util.MimeType;

/**
 * Between Spring's messages and the records of the log. Key: the destination, UTF-8. Value: the STOMP body, byte for
 * byte. Headers: {@code content-type} first, then the other STOMP headers by their names, values in UTF-8, so that any
 * Kafka consumer reads them.
 */
public final class RecordCodec {

    /** Header of a record that is for one session, which is named in place of a user: the session's id. */
    static final String TARGET_SESSION = "relay-session";

    /** What a header takes beside its characters. */
    private static final long HEADER_BYTES = 200;

    private static final String CONTENT_TYPE = "content-type";

    private RecordCodec() {}

    /**
     * Takes from a Spring message what travels through the log.
     *
     * @throws MessageDeliveryException if the payload is neither {@code byte[]} nor text
     */
    public static RelayedMessage fromSpring(Message<?> message, String destination) {
        Map<String, List<String>> nativeHeaders = nativeHeaders(message.getHeaders());
        Map<String, List<String>> kept = new LinkedHashMap<>();
        nativeHeaders.forEach((name, values) -> {
            List<String> present = values == null || ReservedHeaders.contains(name)
                    ? List.of()
                    : values.stream().filter(Objects::nonNull).toList();
            if (!present.isEmpty()) {
                kept.put(name, present);
            }
        });
        return new RelayedMessage(destination, contentType(message, nativeHeaders), kept, body(message), null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> nativeHeaders(MessageHeaders headers) {
        Object value = headers.get(NativeMessageHeaderAccessor.NATIVE_HEADERS);
        return value instanceof Map ? (Map<String, List<String>>) value : Map.of();
    }

    private static @Nullable String contentType(Message<?> message, Map<String, List<String>> nativeHeaders) {
        List<String> values = nativeHeaders.get(CONTENT_TYPE);
        if (values != null && !values.isEmpty()) {
            return values.get(0);
        }
        Object value = message.getHeaders().get(MessageHeaders.CONTENT_TYPE);
        return value instanceof MimeType || value instanceof String ? value.toString() : null;
    }

    private static byte[] body(Message<?> message) {
        Object payload = message.getPayload();
        if (payload instanceof byte[] bytes) {
            return bytes;
        }
        if (payload instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new MessageDeliveryException(
                message,
                "payload: " + payload.getClass().getSimpleName()
                        + " (expected: byte[] or String), send it through a message converter");
    }

    /**
     * The record to write; its partition follows from its key.
     *
     * @param timestamp epoch milliseconds
     */
    public static ProducerRecord<byte[], byte[]> toRecord(String topic, RelayedMessage message, long timestamp) {
        byte[] key = message.destination().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> producerRecord =
                new ProducerRecord<>(topic, null, timestamp, key, message.body());
        Headers headers = producerRecord.headers();
        if (message.contentType() != null) {
            headers.add(CONTENT_TYPE, message.contentType().getBytes(StandardCharsets.UTF_8));
        }
        message.headers().forEach((name, values) -> {
            for (String value : values) {
                headers.add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
        if (message.targetSession() != null) {
            headers.add(TARGET_SESSION, message.targetSession().getBytes(StandardCharsets.UTF_8));
        }
        return producerRecord;
    }

    /**
     * Reads a record of the log.
     *
     * @throws UnreadableRecordException if no STOMP message can be made of it
     */
    public static RelayedMessage fromRecord(ConsumerRecord<byte[], byte[]> consumerRecord) {
        if (consumerRecord.key() == null) {
            throw new UnreadableRecordException("it has no key, which must be the destination");
        }
        if (consumerRecord.value() == null) {
            throw new UnreadableRecordException("it has no value, which must be the message's body");
        }
        String destination = destination(consumerRecord.key());
        String contentType = null;
        String targetSession = null;
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : consumerRecord.headers()) {
            if (header.value() == null) {
                continue;
            }
            String value = new String(header.value(), StandardCharsets.UTF_8);
            if (header.key().equals(CONTENT_TYPE)) {
                contentType = contentType == null ? value : contentType;
            } else if (header.key().equals(TARGET_SESSION)) {
                targetSession = value;
            } else if (!ReservedHeaders.contains(header.key())) {
                headers.computeIfAbsent(header.key(), name -> new ArrayList<>(1))
                        .add(value);
            }
        }
        return new RelayedMessage(destination, contentType, headers, consumerRecord.value(), targetSession);
    }

    private static String destination(byte[] key) {
        try {
            String destination = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
            if (!destination.isBlank()) {
                return destination;
            }
        } catch (CharacterCodingException notText) {
            throw new UnreadableRecordException("its key is not UTF-8 text, which must be the destination");
        }
        throw new UnreadableRecordException("its key is blank, which must be the destination");
    }

    /**
     * The memory that a message takes while it waits, nearly enough: a header is a name and a value, each a text with an array, in a
     * list, in an entry of a map, which is far more than their characters.
     */
    public static long sizeOf(RelayedMessage message) {
        long size = (long) message.body().length + message.destination().length();
        for (Map.Entry<String, List<String>> header : message.headers().entrySet()) {
            for (String value : header.getValue()) {
                size += HEADER_BYTES + header.getKey().length() + value.length();
            }
        }
        return size;
    }
}
