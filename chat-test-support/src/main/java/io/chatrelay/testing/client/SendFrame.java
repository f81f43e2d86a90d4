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
package io.chatrelay.testing.client;

import java.nio.charset.StandardCharsets;

/** The SEND frame of one publisher: made once, and stamped anew for every message. */
public final class SendFrame {

    private final byte[] bytes;

    private final int stampAt;

    private final int bodyBytes;

    private final int publisher;

    public SendFrame(String destination, int publisher, int bodyBytes) {
        if (bodyBytes < Stamp.LENGTH) {
            throw new IllegalArgumentException(
                    "bodyBytes: " + bodyBytes + " (expected: at least " + Stamp.LENGTH + ")");
        }
        String head =
                "SEND\ndestination:" + destination + "\ncontent-type:text/plain\ncontent-length:" + bodyBytes + "\n\n";
        String text = head + " ".repeat(bodyBytes) + "\0";
        this.bytes = ClientFrame.text(text);
        this.stampAt = this.bytes.length - bodyBytes - 1;
        this.bodyBytes = bodyBytes;
        this.publisher = publisher;
        if (text.getBytes(StandardCharsets.US_ASCII).length != text.length()) {
            throw new IllegalArgumentException("destination: " + destination + " (expected: ASCII only)");
        }
    }

    /** The bytes of the next message; they are valid until the following one. */
    byte[] stamped(long sequence, long dueNanos) {
        Stamp.write(this.bytes, this.stampAt, this.publisher, sequence, dueNanos);
        ChatText.fill(this.bytes, this.stampAt + Stamp.LENGTH, this.stampAt + this.bodyBytes, sequence);
        return this.bytes;
    }
}
