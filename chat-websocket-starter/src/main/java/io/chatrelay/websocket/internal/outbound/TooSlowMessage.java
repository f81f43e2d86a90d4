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
package io.chatrelay.websocket.internal.outbound;

import java.util.Map;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.handler.SessionLimitExceededException;

/**
 * Makes Spring's sub-protocol handler end a session whose client is too slow, as it does when its own limits are exceeded:
 * it counts the session in its statistics and tells the broker before it closes.
 */
public final class TooSlowMessage extends GenericMessage<byte[]> {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public TooSlowMessage(String sessionId, String reason) {
        super(new byte[0], Map.of(SimpMessageHeaderAccessor.SESSION_ID_HEADER, sessionId));
        this.reason = reason;
    }

    /** Returns what Spring's handler waits for. */
    public SessionLimitExceededException limitExceeded() {
        return new SessionLimitExceededException(reason, CloseStatus.SESSION_NOT_RELIABLE.withReason(reason));
    }
}
