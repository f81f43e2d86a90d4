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
package io.chatrelay.bridge.internal.session;

/**
 * What both sides agreed on (STOMP 1.2, "Heart-beating").
 *
 * @param readMillis the client is given up after this time without a byte from it; 0: never
 * @param writeMillis the client is sent something at least this often; 0: no need
 */
public record Heartbeat(long readMillis, long writeMillis) {

    /** No heart-beats in either direction. */
    public static final Heartbeat NONE = new Heartbeat(0, 0);

    /** The receiver should allow for late arrival; as generous as Spring's broker. */
    private static final int READ_MARGIN = 3;

    /**
     * @param client what the client can do and wants, in milliseconds; {@code {0, 0}} for nothing
     * @param server the same of the server
     */
    public static Heartbeat negotiate(long[] client, long[] server) {
        long read = client[0] > 0 && server[1] > 0 ? Math.max(client[0], server[1]) * READ_MARGIN : 0;
        long write = client[1] > 0 && server[0] > 0 ? Math.max(client[1], server[0]) : 0;
        return new Heartbeat(read, write);
    }
}
