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
package io.chatrelay.benchmarks.subscription;

import org.springframework.messaging.Message;

/** What the compared registries have in common: one destination that subscribers join, leave and are found by. */
sealed interface Registry permits IndexRegistry, SpringRegistry {

    /** The destination everybody joins. */
    String DESTINATION = "/topic/hot";

    void join(Subscriber subscriber);

    void leave(Subscriber subscriber);

    /** Looks up the destination and walks over all that was found, as a delivery does. */
    int publish();

    /** A subscriber with the frames its client sends, made before anything is measured. */
    record Subscriber(String sessionId, String subscriptionId, Message<?> subscribe, Message<?> unsubscribe) {}
}
