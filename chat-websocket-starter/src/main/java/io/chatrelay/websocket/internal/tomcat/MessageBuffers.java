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
package io.chatrelay.websocket.internal.tomcat;

import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;

/**
 * Makes the buffers small in which Tomcat collects WebSocket messages. Where messages are handed over in parts, their
 * size is that of a part and no limit. Sizes that the application has chosen are left alone.
 */
public final class MessageBuffers {
    /** Most frames of a chat are one part; more parts of a long one cost less than the memory of larger ones. */
    static final int PART_SIZE = 1024;

    private static final int TOMCAT_DEFAULT = 8 * 1024;

    private static final String TOMCAT_PACKAGE = "org.apache.tomcat.websocket";

    private MessageBuffers() {}

    /**
     * Takes effect for each kind of message when the first of its kind begins. Other containers are not touched: there
     * the size may be a limit.
     *
     * @param session of an endpoint that takes messages in parts
     */
    public static void shrink(WebSocketSession session) {
        // A session of SockJS takes whole messages.
        if (!(session instanceof StandardWebSocketSession) || !isTomcat((NativeWebSocketSession) session)) {
            return;
        }
        if (session.getTextMessageSizeLimit() == TOMCAT_DEFAULT) {
            session.setTextMessageSizeLimit(PART_SIZE);
        }
        if (session.getBinaryMessageSizeLimit() == TOMCAT_DEFAULT) {
            session.setBinaryMessageSizeLimit(PART_SIZE);
        }
    }

    private static boolean isTomcat(NativeWebSocketSession session) {
        return ClassUtils.getPackageName(session.getNativeSession().getClass()).equals(TOMCAT_PACKAGE);
    }
}
