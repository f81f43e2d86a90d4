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

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.util.ClassUtils;

/** Handshakes of endpoints that take WebSocket messages in parts. */
public final class Handshakes {
    private static final boolean TOMCAT = ClassUtils.isPresent(
            "org.apache.tomcat.websocket.server.WsHttpUpgradeHandler", Handshakes.class.getClassLoader());

    private Handshakes() {}

    /** Returns the request to answer instead; the same one if the container is not Tomcat. */
    public static HttpServletRequest forSmallBuffers(HttpServletRequest request) {
        return TOMCAT ? new HandshakeRequest(request) : request;
    }
}
