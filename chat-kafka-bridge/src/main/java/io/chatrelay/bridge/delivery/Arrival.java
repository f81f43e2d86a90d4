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
package io.chatrelay.bridge.delivery;

import org.springframework.messaging.Message;

/**
 * Tells the broker that a message, which it sent through Spring's outbound channel, has come to the session's writer. Whoever
 * handles the messages of the channel calls {@link #signal}, so that the broker sends no more at a time than is read.
 *
 * @since 0.1
 */
public final class Arrival {

    /** The header that holds what is to be run, a {@link Runnable}. */
    public static final String HEADER = "chatRelayArrival";

    private Arrival() {}

    /** Returns whether the broker counts a message until it arrives, because it sends only what there is room for. */
    public static boolean isAwaited(Message<?> message) {
        return message.getHeaders().get(HEADER) instanceof Runnable;
    }

    /** Says that a message is where it was to go, or will never be. Does nothing for a message that nobody waits for. */
    public static void signal(Message<?> message) {
        if (message.getHeaders().get(HEADER) instanceof Runnable arrived) {
            arrived.run();
        }
    }
}
