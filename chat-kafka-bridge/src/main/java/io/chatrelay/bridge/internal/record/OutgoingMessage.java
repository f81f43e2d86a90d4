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

import io.chatrelay.core.cursor.Located;
import io.chatrelay.core.log.Position;
import io.chatrelay.core.stomp.MessageFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * One message on its way to the subscribers of this node, with its frame, which is made once. Thread-safe: threads that
 * meet at the first use may each make a frame, which is the same.
 */
public final class OutgoingMessage implements Located {

    /** What a message takes beside its content, about. */
    private static final int OVERHEAD = 400;

    private final RelayedMessage message;

    private final @Nullable Position position;

    private final int size;

    private @Nullable String messageId;

    private @Nullable MessageFrame frame;

    private OutgoingMessage(RelayedMessage message, @Nullable Position position, @Nullable String messageId) {
        this.message = message;
        this.position = position;
        this.messageId = messageId;
        // With its frame the content is here twice.
        this.size = OVERHEAD + Math.toIntExact(Math.min(2 * RecordCodec.sizeOf(message), Integer.MAX_VALUE / 2));
    }

    /**
     * A message of the log.
     *
     * @throws UnreadableRecordException if the record is none
     */
    public static OutgoingMessage logged(ConsumerRecord<byte[], byte[]> logged, long topicFingerprint) {
        return new OutgoingMessage(
                RecordCodec.fromRecord(logged),
                new Position(topicFingerprint, logged.partition(), logged.offset(), logged.timestamp()),
                null);
    }

    /** A message for a session of this node that is not kept in the log. */
    public static OutgoingMessage local(RelayedMessage message, String messageId) {
        return new OutgoingMessage(message, null, messageId);
    }

    public RelayedMessage message() {
        return this.message;
    }

    /** Whether it can be read again from the log. */
    public boolean isLogged() {
        return this.position != null;
    }

    /** Its place in the partition; -1 for a message that is not in the log. */
    @Override
    public long offset() {
        return this.position == null ? -1 : this.position.offset();
    }

    @Override
    public int size() {
        return this.size;
    }

    /** The same for every subscription, and for a message of the log on every node. */
    public String messageId() {
        String id = this.messageId;
        if (id == null) {
            id = String.valueOf(this.position);
            this.messageId = id;
        }
        return id;
    }

    /** Epoch milliseconds of the log, or {@code null} if it was not logged. */
    public @Nullable Long timestamp() {
        return this.position == null ? null : this.position.timestamp();
    }

    /**
     * The frame for subscriptions that know the message under a destination: always the same for the message's own. A
     * user destination is known to its user as requested.
     */
    public MessageFrame frame(String destination) {
        if (!destination.equals(this.message.destination())) {
            return frameFor(destination);
        }
        MessageFrame shared = this.frame;
        if (shared == null) {
            shared = frameFor(destination);
            this.frame = shared;
        }
        return shared;
    }

    private MessageFrame frameFor(String destination) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("destination", List.of(destination));
        headers.put("message-id", List.of(messageId()));
        Long timestamp = timestamp();
        if (timestamp != null) {
            headers.put("timestamp", List.of(timestamp.toString()));
        }
        String contentType = this.message.contentType();
        if (contentType != null) {
            headers.put("content-type", List.of(contentType));
        }
        headers.putAll(this.message.headers());
        return new MessageFrame(headers, this.message.body(), isBinary(contentType));
    }

    private static boolean isBinary(@Nullable String contentType) {
        try {
            return contentType != null
                    && MimeTypeUtils.APPLICATION_OCTET_STREAM.isCompatibleWith(
                            MimeTypeUtils.parseMimeType(contentType));
        } catch (InvalidMimeTypeException notMime) {
            return false;
        }
    }
}
