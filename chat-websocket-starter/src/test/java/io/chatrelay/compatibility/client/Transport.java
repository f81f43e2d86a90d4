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
package io.chatrelay.compatibility.client;

import java.nio.ByteBuffer;

/** A connection that carries messages as they are given. */
interface Transport extends AutoCloseable {

    /** Sends one text message, and returns when it was handed to the network. */
    void sendText(String message);

    /** Sends one binary message, and returns when it was handed to the network. */
    void sendBinary(ByteBuffer message);

    /** Sends a piece of a text message that goes on until {@code last}. */
    void sendFragment(String piece, boolean last);

    @Override
    void close();
}
