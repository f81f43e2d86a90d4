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
package io.chatrelay.testing.client;

/** What a connection tells its owner, on the thread of the {@link EventLoop}. */
public interface StompListener {

    /** The server has answered CONNECT. */
    void connected(StompConnection connection);

    /** A MESSAGE has come; it is valid during the call only. */
    void message(ReceivedFrame message);

    /** A RECEIPT has come; it is valid during the call only. */
    default void receipt(ReceivedFrame receipt) {}

    /** The connection has come to an end that the client has not asked for. */
    void lost(String reason);
}
