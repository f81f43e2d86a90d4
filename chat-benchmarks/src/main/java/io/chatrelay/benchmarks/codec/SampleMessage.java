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

import io.chatrelay.core.log.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A chat message as applications send it. */
public final class SampleMessage {
    static final String DESTINATION = "/topic/room.42";

    static final Position POSITION = new Position(0x1234_5678_9abc_def0L, 17, 123_456_789L, 1_795_000_000_000L);

    private static final String SENTENCE = "{\"from\":\"Zoë\",\"text\":\"Who has seen the key of room 42?\"} ";

    private SampleMessage() {}

    /** JSON-like text of exactly so many bytes of UTF-8. */
    public static byte[] body(int bytes) {
        byte[] sentence = SENTENCE.getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[bytes];
        for (int index = 0; index < bytes; index++) {
            body[index] = sentence[index % sentence.length];
        }
        return body;
    }

    /** The headers of a MESSAGE frame as subscribers get it, without its length. */
    public static Map<String, List<String>> messageHeaders() {
        return Map.of(
                "destination", List.of(DESTINATION),
                "subscription", List.of("sub-0"),
                "message-id", List.of(POSITION.toString()),
                "timestamp", List.of(Long.toString(POSITION.timestamp())),
                "content-type", List.of("application/json"),
                "sender", List.of("user:42"));
    }

    /** The SEND frame that a client publishes it with. */
    static byte[] sendFrame(byte[] body) {
        byte[] head = ("SEND\ndestination:" + DESTINATION + "\ncontent-type:application/json\nsender:user\\c42\n"
                        + "content-length:" + body.length + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(body, 0, frame, head.length, body.length);
        return frame;
    }
}
