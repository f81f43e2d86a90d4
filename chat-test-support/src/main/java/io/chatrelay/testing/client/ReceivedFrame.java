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
import org.jspecify.annotations.Nullable;

/** A look at a STOMP frame in the bytes it has come in, without an object for each; valid during the call only. */
public final class ReceivedFrame {

    private byte[] bytes = {};

    private int start;

    private int body;

    private int end;

    ReceivedFrame() {}

    void set(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.body = bodyStart(bytes, start, end);
    }

    /** Who has published it, as its stamp says. */
    public int publisher() {
        return Stamp.publisher(this.bytes, stamp());
    }

    /** As which message of that publisher, as its stamp says. */
    public long sequence() {
        return Stamp.sequence(this.bytes, stamp());
    }

    /** When it was due, as its stamp says. */
    public long dueNanos() {
        return Stamp.dueNanos(this.bytes, stamp());
    }

    /** The value of a header, which is ASCII without escapes; null when there is none. Of several the first counts. */
    public @Nullable String header(String name) {
        int at = lineAfter(this.start);
        while (at < this.body) {
            int next = lineAfter(at);
            if (isHeader(at, name)) {
                int from = at + name.length() + 1;
                int to = this.bytes[next - 2] == '\r' ? next - 2 : next - 1;
                return new String(this.bytes, from, to - from, StandardCharsets.US_ASCII);
            }
            at = next;
        }
        return null;
    }

    /**
     * Where the stamp begins.
     *
     * @throws IllegalStateException when the body is too short to have one
     */
    private int stamp() {
        if (this.end - this.body <= Stamp.LENGTH) {
            throw new IllegalStateException("A MESSAGE that nobody here has sent");
        }
        return this.body;
    }

    private boolean isHeader(int at, String name) {
        if (at + name.length() >= this.body || this.bytes[at + name.length()] != ':') {
            return false;
        }
        for (int index = 0; index < name.length(); index++) {
            if (this.bytes[at + index] != name.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private int lineAfter(int from) {
        int at = from;
        while (at < this.body && this.bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    /** After the first empty line, whatever headers come before it and in which order; the end when there is none. */
    private static int bodyStart(byte[] bytes, int start, int end) {
        for (int at = start; at < end - 2; at++) {
            if (bytes[at] == '\n') {
                if (bytes[at + 1] == '\n') {
                    return at + 2;
                }
                if (bytes[at + 1] == '\r' && bytes[at + 2] == '\n') {
                    return at + 3;
                }
            }
        }
        return end;
    }
}
