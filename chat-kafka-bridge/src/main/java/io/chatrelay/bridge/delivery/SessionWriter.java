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

import io.chatrelay.core.stomp.MessageFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import org.springframework.messaging.Message;

/**
 * Writes to the client of one session, in the order of the calls. Thread-safe; no method waits for a client or throws
 * because of one.
 *
 * @since 0.1
 */
public interface SessionWriter {

    /**
     * Whether frames may be handed to this writer now. Once it is {@code false} it stays so: the frames that follow have to
     * go through Spring's outbound channel, where they arrive after those that were written here.
     */
    boolean isOpen();

    /**
     * Takes a MESSAGE, which leaves at the next {@link #flush} at the latest, unless too much is waiting for the client. A
     * writer of a session that has ended takes everything and drops it.
     *
     * @param start of the subscription that it is for
     */
    Acceptance append(SubscriptionStart start, MessageFrame frame);

    /**
     * Whether {@link #append} would refuse a message if more were waiting than is.
     *
     * @param more bytes on their way here, at least 0
     */
    boolean isFull(long more);

    /**
     * Whether there is room for messages that are not urgent: well before {@link #append} refuses, so that those that are
     * still find room.
     */
    boolean hasRoom();

    /**
     * Runs an action once, as soon as little waits for the client, which may be now. It is run by the caller or by a thread
     * of the writer's and must not wait; it is dropped if the session ends.
     */
    void whenRoom(Runnable action);

    /** Lets what has been appended leave. */
    void flush();

    /** Sends any other frame, or a heart-beat, and all that was appended before it, at once. */
    void send(Message<byte[]> frame);
}
