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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request and the answer of RFC 6455, section 4. */
final class Handshake {

    private static final String ACCEPTED = "HTTP/1.1 101";

    /** What browsers say (RFC 7692, section 7.1). */
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

    private static final String AGREED = "sec-websocket-extensions: permessage-deflate";

    private Handshake() {}

    static byte[] request(URI address, ClientKind kind) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return ("GET " + path + query + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: v12.stomp\r\n"
                        + (kind.offersDeflate() ? OFFER : "")
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The answer, or null when it is not complete. */
    static @Nullable Answer answer(byte[] bytes, int length) {
        String answer = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return null;
        }
        if (!answer.startsWith(ACCEPTED)) {
            throw new IllegalStateException(
                    "No WebSocket: " + answer.lines().findFirst().orElse(""));
        }
        String headers = answer.substring(0, end).toLowerCase(Locale.ROOT).replaceAll(": *", ": ");
        return new Answer(end + 4, headers.contains(AGREED));
    }

    /**
     * That the server speaks WebSocket.
     *
     * @param end where the answer ends
     * @param deflates whether permessage-deflate is agreed on
     */
    record Answer(int end, boolean deflates) {}
}
