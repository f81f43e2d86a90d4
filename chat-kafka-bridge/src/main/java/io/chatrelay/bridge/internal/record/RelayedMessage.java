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
package io.chatrelay.bridge.internal.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is kept in the log: what a client sent, without anything of the session that sent it.
 *
 * @param destination where it was sent
 * @param contentType the content type exactly as it was given, a MIME type or not
 * @param headers the other STOMP headers worth keeping, in their order, each with all its values
 * @param body the STOMP body; must not be changed
 * @param targetSession the one session that a message to a user is for, if the destination names that session instead
 *     of a user; else {@code null}
 */
@SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody: wrapping would copy every body once more
public record RelayedMessage(
        String destination,
        @Nullable String contentType,
        Map<String, List<String>> headers,
        byte[] body,
        @Nullable String targetSession) {

    /** The same message for one session only. */
    public RelayedMessage forSession(@Nullable String sessionId) {
        return new RelayedMessage(this.destination, this.contentType, this.headers, this.body, sessionId);
    }
}
