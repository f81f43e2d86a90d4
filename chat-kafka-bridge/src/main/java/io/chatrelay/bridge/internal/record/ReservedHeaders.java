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
package io.chatrelay.bridge.internal.record;

import java.util.Set;

/**
 * Headers of a SEND that do not travel with the message: they belong to the one frame, to the broker's own frames
 * (STOMP 1.2, "MESSAGE" and "RECEIPT"), or to the inside of Spring, where a client could forge them.
 */
final class ReservedHeaders {

    private static final Set<String> NAMES = Set.of(
            "destination",
            "content-type",
            "content-length",
            "receipt",
            "receipt-id",
            "transaction",
            "message-id",
            "subscription",
            "id",
            "ack",
            "login",
            "passcode",
            "timestamp",
            "replayed",
            "gap",
            "position",
            "recovered",
            "count",
            RecordCodec.TARGET_SESSION,
            "nativeHeaders",
            "stompCommand",
            "stompCredentials");

    private static final String SPRING_PREFIX = "simp";

    private ReservedHeaders() {}

    static boolean contains(String name) {
        return NAMES.contains(name) || isSprings(name);
    }

    /** Spring's own are {@code simpUser}, {@code simpSessionId} and the like. */
    private static boolean isSprings(String name) {
        return name.startsWith(SPRING_PREFIX)
                && name.length() > SPRING_PREFIX.length()
                && Character.isUpperCase(name.charAt(SPRING_PREFIX.length()));
    }
}
