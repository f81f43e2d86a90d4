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
package io.chatrelay.compatibility;

import static io.chatrelay.compatibility.client.Frame.frame;
import static io.chatrelay.compatibility.client.Frame.frameWithBody;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Bodies and headers that the simple broker loses or spoils. */
final class ContentDifferences {

    private ContentDifferences() {}

    static List<IntendedDifference> all() {
        return List.of(
                new IntendedDifference(
                        "SEND with a `content-length` that is no number",
                        "MESSAGE \"x\"",
                        "ERROR receipt-id:r, closed 1002",
                        ContentDifferences::badContentLength),
                new IntendedDifference(
                        "SEND with a content type that is no MIME type",
                        "ERROR, closed 1002",
                        "MESSAGE content-type:no mime type \"x\"",
                        ContentDifferences::badMimeType),
                new IntendedDifference(
                        "SEND of all 256 byte values as text/plain",
                        "MALFORMED",
                        "the 256 bytes",
                        ContentDifferences::allBytesAsText),
                new IntendedDifference(
                        "Unknown command",
                        "ERROR, names a class: true, closed 1002",
                        "ERROR, names a class: false, closed 1002",
                        ContentDifferences::unknownCommand),
                new IntendedDifference(
                        "SEND of 60 KiB in one WebSocket message",
                        "closed 1009",
                        "the 60 KiB",
                        ContentDifferences::large));
    }

    private static String badContentLength(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/length");
            client.publish("/topic/length", "x", "content-length:many", "receipt:r");
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static String badMimeType(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/mime");
            client.publish("/topic/mime", "x", "content-type:no mime type");
            return Transcript.of(broker, client, expected, "content-type");
        }
    }

    private static String allBytesAsText(Broker broker, String expected) {
        byte[] body = allBytes();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes("SEND\ndestination:/topic/bytes\ncontent-type:text/plain\ncontent-length:256\n\n"
                .getBytes(StandardCharsets.UTF_8));
        message.writeBytes(body);
        message.write(0);
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/bytes");
            client.send(message.toByteArray());
            Frame frame = client.next();
            return Arrays.equals(frame.bytes(), body) ? "the 256 bytes" : frame.command();
        }
    }

    private static String unknownCommand(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            client.send(frame("HELLO"));
            Frame error = client.next("ERROR");
            boolean namesClass = error.toString().contains("org.springframework");
            return "ERROR, names a class: " + namesClass + ", closed " + client.awaitClose();
        }
    }

    private static String large(Broker broker, String expected) {
        String body = "x".repeat(60 * 1024);
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/large");
            client.send(frameWithBody("SEND", body, "destination:/topic/large"));
            if (expected.startsWith("closed")) {
                return Transcript.of(broker, client, expected);
            }
            return client.next("MESSAGE").body().equals(body) ? "the 60 KiB" : "another body";
        }
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int value = 0; value < bytes.length; value++) {
            bytes[value] = (byte) value;
        }
        return bytes;
    }
}
