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

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes permessage-deflate for one connection (RFC 7692, section 7.2.2), with or without context takeover. */
final class Inflation implements AutoCloseable {

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Inflater inflater = new Inflater(true);

    /**
     * Inflates the payload of a message.
     *
     * @return the length of the message
     * @throws IllegalStateException when the payload is not deflated, or the message larger than the output
     */
    int inflate(byte[] bytes, int start, int end, byte[] output) {
        try {
            int length = inflate(bytes, start, end, output, 0);
            return inflate(TAIL, 0, TAIL.length, output, length);
        } catch (DataFormatException notDeflated) {
            throw new IllegalStateException("A compressed message that cannot be inflated", notDeflated);
        }
    }

    private int inflate(byte[] bytes, int start, int end, byte[] output, int at) throws DataFormatException {
        this.inflater.setInput(bytes, start, end - start);
        int length = at;
        while (!this.inflater.needsInput()) {
            int more = this.inflater.inflate(output, length, output.length - length);
            if (more == 0 && length == output.length) {
                throw new IllegalStateException("A message of more than " + length + " bytes");
            }
            length += more;
        }
        return length;
    }

    @Override
    public void close() {
        this.inflater.end();
    }
}
