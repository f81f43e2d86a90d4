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
package io.chatrelay.websocket.internal.closing;

import java.io.IOException;
import org.springframework.web.socket.CloseStatus;

/** A session whose messages wait for the client to fetch them. */
public interface EndsWhenRead {

    /**
     * Closes the session when the client has fetched what was sent so far; at once if it has. If the client never does,
     * the session times out as any other.
     */
    void closeWhenRead(CloseStatus status) throws IOException;
}
