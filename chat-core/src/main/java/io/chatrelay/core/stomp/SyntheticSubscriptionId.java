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

/**
 * Subscription ids that stand in for those a STOMP 1.0 client need not give. A broker handles them as any other; on
 * the way out a MESSAGE leaves without its {@code subscription} header if the id is one of these, because the client
 * never chose it.
 */
public final class SyntheticSubscriptionId {
    private static final String PREFIX = "stomp-1.0:";

    private SyntheticSubscriptionId() {}

    /** Returns the id of the subscription without an id to a destination. */
    public static String of(String destination) {
        return PREFIX + destination;
    }

    /** Returns whether an id of a STOMP 1.0 session was made by {@link #of}. */
    public static boolean isSynthetic(String subscriptionId) {
        return subscriptionId.startsWith(PREFIX);
    }

    /** Returns whether a session must not see an id, because it speaks STOMP 1.0 and the id was made by {@link #of}. */
    public static boolean isHidden(StompVersion version, String subscriptionId) {
        return version == StompVersion.V1_0 && isSynthetic(subscriptionId);
    }
}
