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

/** A STOMP frame. Immutable as long as nobody writes into the array of {@link #body()}. */
public final class StompFrame {
    private final FrameCommand command;
    private final StompHeaders headers;
    private final byte[] body;

    /**
     * @param body the body, not copied; empty if the frame has none
     */
    public StompFrame(FrameCommand command, StompHeaders headers, byte[] body) {
        this.command = command;
        this.headers = headers;
        this.body = body;
    }

    public FrameCommand command() {
        return command;
    }

    public StompHeaders headers() {
        return headers;
    }

    /** Returns the body's bytes, not a copy: callers must not write into them. Empty if the frame has no body. */
    public byte[] body() {
        return body;
    }

    /** Returns this frame with one value for a header. */
    public StompFrame with(String header, String value) {
        return new StompFrame(command, headers.with(header, value), body);
    }

    /** Returns command, header names and body length; no values, which may be secret. */
    @Override
    public String toString() {
        return command + " " + headers + " body=" + body.length;
    }
}
