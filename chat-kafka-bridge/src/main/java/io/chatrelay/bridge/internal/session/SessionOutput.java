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
package io.chatrelay.bridge.internal.session;

import io.chatrelay.bridge.delivery.SessionWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;

/**
 * The ways to one client. Both keep the order of the calls, and so does the change from the session's writer to the
 * channel, because what the channel carries ends up behind what the writer has. Thread-safe.
 */
public final class SessionOutput {

    private final Supplier<MessageChannel> channels;

    private final @Nullable SessionWriter writer;

    private final boolean direct;

    private final ChannelTransit transit = new ChannelTransit();

    /** Guarded by this. */
    private @Nullable MessageChannel channel;

    /**
     * @param channels makes Spring's outbound channel with the session's order kept. It counts the channel's handlers to
     *     keep it, so it is asked when the channel is needed, after a handler that made it necessary has come
     * @param writer the session's writer, or {@code null} if there is none
     * @param direct whether the writer may be used as the short way while it is open
     */
    public SessionOutput(Supplier<MessageChannel> channels, @Nullable SessionWriter writer, boolean direct) {
        this.channels = channels;
        this.writer = writer;
        this.direct = direct;
    }

    /** The writer while it may be used, else {@code null}. */
    public @Nullable SessionWriter openWriter() {
        return this.direct && this.writer != null && this.writer.isOpen() ? this.writer : null;
    }

    /** Lets leave what was handed to the writer, though it may not be used any more. */
    void flush() {
        if (this.direct && this.writer != null) {
            this.writer.flush();
        }
    }

    void send(Message<byte[]> frame) {
        SessionWriter open = openWriter();
        if (open != null) {
            open.send(frame);
        } else {
            channel().send(frame);
        }
    }

    /** Counts a message of the log that goes through the channel until the result is run; null if nobody would. */
    @Nullable Runnable beginTransit(int bytes) {
        return this.writer == null ? null : this.transit.begin(bytes);
    }

    /** Whether there is room for messages that are not urgent. */
    boolean hasRoom() {
        return this.writer == null || this.writer.hasRoom() && this.transit.hasRoom();
    }

    /** Whether the client is so far behind that messages of the tail are better not sent through the channel. */
    boolean isFull() {
        return this.writer != null && this.writer.isFull(this.transit.bytes());
    }

    /** Does an action once, as soon as there is room again; it must not wait. */
    void whenRoom(Runnable action) {
        SessionWriter present = this.writer;
        if (present == null) {
            action.run();
        } else {
            present.whenRoom(() -> this.transit.whenRoom(action));
        }
    }

    private synchronized MessageChannel channel() {
        MessageChannel present = this.channel;
        if (present == null) {
            present = this.channels.get();
            this.channel = present;
        }
        return present;
    }
}
