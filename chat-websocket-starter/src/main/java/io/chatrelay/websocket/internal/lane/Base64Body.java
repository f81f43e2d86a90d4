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
package io.chatrelay.websocket.internal.lane;

import io.chatrelay.core.stomp.MessageFrame;
import io.chatrelay.core.stomp.ServerFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import io.chatrelay.core.stomp.Utf8;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies that are no text, on a transport that has only text messages. */
public final class Base64Body {
    private static final String TRANSFER_ENCODING = "content-transfer-encoding";
    private static final List<String> BASE64 = List.of("base64");

    private Base64Body() {}

    /** Returns headers that say so. */
    public static Map<String, List<String>> headers(Map<String, List<String>> headers) {
        Map<String, List<String>> encoded = new LinkedHashMap<>(headers);
        encoded.put(TRANSFER_ENCODING, BASE64);
        return encoded;
    }

    public static byte[] encode(byte[] body) {
        return Base64.getEncoder().encode(body);
    }

    /** Returns what comes after the start, on a transport that has only text messages. */
    static byte[] restOf(SubscriptionStart start, ServerFrame frame) {
        if (!(frame instanceof MessageFrame message) || Utf8.isValid(message.body())) {
            return frame.rest(start.version());
        }
        return new MessageFrame(headers(message.headers()), encode(message.body()), false).rest(start.version());
    }
}
