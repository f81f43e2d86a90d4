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

/** What a connection is like to the server. */
public enum ClientKind {
    /** Offers no extension, so nothing is compressed. */
    PLAIN(0, false),

    /** Offers permessage-deflate as browsers do: for every message the compressor may refer to those before. */
    DEFLATING(0, true),

    /** Plain, with a receive buffer as small as the operating system lets it be. */
    SMALL_BUFFER(1, false),

    /** Plain, with a receive buffer of 16 KiB: little waits in the network for one that does not read for a while. */
    MEDIUM_BUFFER(16 * 1024, false);

    private final int receiveBufferBytes;

    private final boolean deflates;

    ClientKind(int receiveBufferBytes, boolean deflates) {
        this.receiveBufferBytes = receiveBufferBytes;
        this.deflates = deflates;
    }

    boolean offersDeflate() {
        return this.deflates;
    }

    /** What to ask the operating system for; 0 for what it likes. */
    int receiveBufferBytes() {
        return this.receiveBufferBytes;
    }
}
