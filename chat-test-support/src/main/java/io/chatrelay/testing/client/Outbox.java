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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The bytes of one connection that the socket has not taken yet. */
final class Outbox {

    private ByteBuffer bytes = ByteBuffer.allocate(512);

    void add(byte[] more) {
        if (more.length > this.bytes.remaining()) {
            int needed = this.bytes.position() + more.length;
            this.bytes.flip();
            this.bytes = ByteBuffer.allocate(2 * needed).put(this.bytes);
        }
        this.bytes.put(more);
    }

    boolean isEmpty() {
        return this.bytes.position() == 0;
    }

    /** Writes as much as the channel takes without waiting. */
    void writeTo(WritableByteChannel channel) throws IOException {
        this.bytes.flip();
        channel.write(this.bytes);
        this.bytes.compact();
    }
}
