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
package io.chatrelay.websocket.internal.handshake;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Values of the header {@code Sec-WebSocket-Extensions}, lists of what a client offers (RFC 6455, section 9.1). */
final class ExtensionOffers {
    private static final String COMPRESSION = "permessage-deflate";

    private ExtensionOffers() {}

    /** Returns the values that remain; one that offers nothing else is left out. */
    static List<String> withoutCompression(List<String> values) {
        return values.stream()
                .map(ExtensionOffers::withoutCompression)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String withoutCompression(String value) {
        return Arrays.stream(value.split(","))
                .map(String::trim)
                .filter(offer -> !offer.isEmpty() && !isCompression(offer))
                .collect(Collectors.joining(", "));
    }

    private static boolean isCompression(String offer) {
        int parameters = offer.indexOf(';');
        String name = parameters < 0 ? offer : offer.substring(0, parameters);
        return COMPRESSION.equalsIgnoreCase(name.trim());
    }
}
