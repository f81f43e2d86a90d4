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

/** The first line of a STOMP frame. */
public enum FrameCommand {
    CONNECT(Sender.CLIENT, false),
    /** The other name of CONNECT since STOMP 1.1. */
    STOMP(Sender.CLIENT, false),
    SEND(Sender.CLIENT, true),
    SUBSCRIBE(Sender.CLIENT, false),
    UNSUBSCRIBE(Sender.CLIENT, false),
    ACK(Sender.CLIENT, false),
    NACK(Sender.CLIENT, false),
    BEGIN(Sender.CLIENT, false),
    COMMIT(Sender.CLIENT, false),
    ABORT(Sender.CLIENT, false),
    DISCONNECT(Sender.CLIENT, false),
    CONNECTED(Sender.SERVER, false),
    MESSAGE(Sender.SERVER, true),
    RECEIPT(Sender.SERVER, false),
    ERROR(Sender.SERVER, true);

    private enum Sender {
        CLIENT,
        SERVER
    }

    /** Length of the longest command. */
    static final int MAX_LENGTH = 11;

    private static final FrameCommand[] VALUES = values();

    private final Sender sender;
    private final boolean bodyAllowed;

    FrameCommand(Sender sender, boolean bodyAllowed) {
        this.sender = sender;
        this.bodyAllowed = bodyAllowed;
    }

    /** Returns whether only a client may send this command; all others are the server's. */
    public boolean isFromClient() {
        return sender == Sender.CLIENT;
    }

    /** Returns whether frames of this command may have a body (STOMP 1.2, "Frames and Headers"). */
    public boolean isBodyAllowed() {
        return bodyAllowed;
    }

    /** Returns whether this command opens a session. */
    public boolean isConnect() {
        return this == CONNECT || this == STOMP;
    }

    /** Returns whether headers of this command are escaped: the frames that settle the version never are. */
    boolean isEscaped() {
        return this != CONNECT && this != STOMP && this != CONNECTED;
    }

    static @Nullable FrameCommand of(byte[] bytes, int from, int to) {
        for (FrameCommand command : VALUES) {
            if (command.isNamed(bytes, from, to)) {
                return command;
            }
        }
        return null;
    }

    private boolean isNamed(byte[] bytes, int from, int to) {
        String name = name();
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
