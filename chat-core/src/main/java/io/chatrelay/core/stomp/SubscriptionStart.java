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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How every MESSAGE frame of one subscription begins: the command and the {@code subscription} header, which comes first
 * so that all the rest is the same for everybody. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class SubscriptionStart {
    /** The start of frames that have none of their own. */
    public static final SubscriptionStart NONE = new SubscriptionStart(StompVersion.V1_2, "", new byte[0]);

    private static final String SUBSCRIPTION = "subscription";

    private final StompVersion version;
    private final String subscriptionId;
    private final byte[] bytes;

    /**
     * @param version of the session
     * @param subscriptionId as the client gave it, or a {@linkplain SyntheticSubscriptionId synthetic} one, which a session
     *     of STOMP 1.0 does not get to see
     */
    public SubscriptionStart(StompVersion version, String subscriptionId) {
        this(version, subscriptionId, encode(version, subscriptionId, Map.of()));
    }

    private SubscriptionStart(StompVersion version, String subscriptionId, byte[] bytes) {
        this.version = version;
        this.subscriptionId = subscriptionId;
        this.bytes = bytes;
    }

    private static byte[] encode(StompVersion version, String subscriptionId, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!SyntheticSubscriptionId.isHidden(version, subscriptionId)) {
            headers.put(SUBSCRIPTION, subscriptionId);
        }
        headers.putAll(more);
        return StompFrameEncoder.encodeMessageStart(version, headers);
    }

    /**
     * Returns the start of those frames of the subscription that have further headers.
     *
     * @param headers which no message has of its own: the first of several with the same name counts
     */
    public SubscriptionStart with(Map<String, String> headers) {
        return new SubscriptionStart(version, subscriptionId, encode(version, subscriptionId, headers));
    }

    public StompVersion version() {
        return version;
    }

    public String subscriptionId() {
        return subscriptionId;
    }

    /** Returns the bytes that {@link MessageFrame#rest} continues; always the same array, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
