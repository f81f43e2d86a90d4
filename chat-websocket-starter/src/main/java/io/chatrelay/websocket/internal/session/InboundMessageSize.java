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
package io.chatrelay.websocket.internal.session;

import jakarta.websocket.Session;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/**
 * Makes room for the messages of clients. A container with {@code jakarta.websocket} hands them over in parts, whatever
 * the size of its buffer. Jetty's own API, which Spring uses where it finds it, collects each message first and refuses those
 * above its limit.
 */
public final class InboundMessageSize {
    /** What breaks the limit of frames is told so, if it is not far above: only then the container cuts it off. */
    private static final int ROOM_TO_REFUSE = 2;

    /** One byte of a frame can take six in the JSON of SockJS: a backslash, the letter u and four digits. */
    private static final int ROOM_FOR_JSON = 6;

    private InboundMessageSize() {}

    /**
     * Fits a session that has just been opened to frames up to a limit.
     *
     * @return the session as Spring may see it, which raises limits of its own accord
     */
    public static WebSocketSession fit(WebSocketSession session, int frameSizeLimit) {
        WebSocketSession container = WebSocketSessionDecorator.unwrap(session);
        if (!(container instanceof NativeWebSocketSession whole) || whole.getNativeSession() instanceof Session) {
            return new SmallBufferSession(session);
        }
        long room = (long) frameSizeLimit * (container instanceof SockJsSession ? ROOM_FOR_JSON : ROOM_TO_REFUSE);
        int size = (int) Math.min(room, Integer.MAX_VALUE);
        session.setTextMessageSizeLimit(Math.max(size, session.getTextMessageSizeLimit()));
        session.setBinaryMessageSizeLimit(Math.max(size, session.getBinaryMessageSizeLimit()));
        return session;
    }
}
