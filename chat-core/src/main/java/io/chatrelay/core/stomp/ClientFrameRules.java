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
package io.chatrelay.core.stomp;

import org.jspecify.annotations.Nullable;

/** What each frame of a client must have, whatever came before it. */
final class ClientFrameRules {
    private static final String DESTINATION = "destination";
    private static final String ID = "id";

    private ClientFrameRules() {}

    /**
     * Returns the frame as a broker should see it.
     *
     * @throws StompProtocolException if a header is missing or wrong
     */
    static StompFrame check(StompFrame frame, StompVersion version) {
        return switch (frame.command()) {
            case SEND -> {
                requireDestination(frame);
                yield frame;
            }
            case SUBSCRIBE -> {
                String destination = requireDestination(frame);
                yield withSubscriptionId(frame, destination, version);
            }
            case UNSUBSCRIBE -> withSubscriptionId(frame, frame.headers().first(DESTINATION), version);
            default -> frame;
        };
    }

    private static String requireDestination(StompFrame frame) {
        String destination = frame.headers().first(DESTINATION);
        if (destination == null || destination.isBlank()) {
            throw broken(frame, "must have a destination header that is not empty");
        }
        return destination;
    }

    private static StompFrame withSubscriptionId(StompFrame frame, @Nullable String destination, StompVersion version) {
        String id = frame.headers().first(ID);
        if (id != null && !id.isBlank()) {
            return frame;
        }
        if (version == StompVersion.V1_0 && id == null) {
            if (destination == null || destination.isBlank()) {
                throw broken(frame, "must have an id header or a destination header that is not empty");
            }
            return frame.with(ID, SyntheticSubscriptionId.of(destination));
        }
        throw broken(frame, "must have an id header that is not empty");
    }

    /**
     * Checks the first frame of a session.
     *
     * @return the version of the session
     */
    static StompVersion checkConnect(StompFrame frame) {
        StompVersion version = StompVersion.negotiate(frame.headers().first("accept-version"));
        if (version == null) {
            throw new StompProtocolException(
                    "Supported protocol versions are " + StompVersion.SUPPORTED
                            + ": accept-version must name one of them",
                    frame.headers().first("receipt"),
                    true);
        }
        String heartBeat = frame.headers().first("heart-beat");
        if (heartBeat != null && version != StompVersion.V1_0 && !isHeartBeat(heartBeat)) {
            throw broken(
                    frame,
                    "must have a heart-beat header of two numbers of milliseconds, as in heart-beat:10000,10000");
        }
        return version;
    }

    private static boolean isHeartBeat(String value) {
        int comma = value.indexOf(',');
        return comma > 0 && isMillis(value.substring(0, comma)) && isMillis(value.substring(comma + 1));
    }

    private static boolean isMillis(String value) {
        int millis = DecimalNumber.parse(value);
        return millis >= 0 && millis < Integer.MAX_VALUE;
    }

    static StompProtocolException broken(StompFrame frame, String rule) {
        return new StompProtocolException(
                "A " + frame.command() + " frame " + rule, frame.headers().first("receipt"));
    }
}
