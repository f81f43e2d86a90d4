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
package io.chatrelay.websocket.internal.sockjs;

import io.chatrelay.websocket.internal.lane.MessageBacklog;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.sockjs.transport.SockJsServiceConfig;
import org.springframework.web.socket.sockjs.transport.SockJsSession;
import org.springframework.web.socket.sockjs.transport.handler.EventSourceTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrStreamingTransportHandler;
import org.springframework.web.socket.sockjs.transport.session.StreamingSockJsSession;

/** The transports of SockJS that stream over HTTP, with sessions that say what their clients have not got yet. */
final class SockJsStreaming {
    /** Makes browsers hand over what follows: SockJS protocol 0.3.3, "XHR streaming". */
    private static final String XHR_PRELUDE = "h".repeat(2048) + "\n";

    /** SockJS protocol 0.3.3, "EventSource". */
    private static final String EVENT_SOURCE_PRELUDE = "\r\n";

    private SockJsStreaming() {}

    static final class Xhr extends XhrStreamingTransportHandler {
        @Override
        public StreamingSockJsSession createSession(
                String sessionId, WebSocketHandler handler, Map<String, Object> attributes) {
            return new Session(sessionId, getServiceConfig(), handler, attributes, XHR_PRELUDE);
        }

        @Override
        public boolean checkSessionType(SockJsSession session) {
            return session instanceof Session streaming && streaming.hasPrelude(XHR_PRELUDE);
        }
    }

    static final class EventSource extends EventSourceTransportHandler {
        @Override
        public StreamingSockJsSession createSession(
                String sessionId, WebSocketHandler handler, Map<String, Object> attributes) {
            return new Session(sessionId, getServiceConfig(), handler, attributes, EVENT_SOURCE_PRELUDE);
        }

        @Override
        public boolean checkSessionType(SockJsSession session) {
            return session instanceof Session streaming && streaming.hasPrelude(EVENT_SOURCE_PRELUDE);
        }
    }

    private static final class Session extends StreamingSockJsSession implements MessageBacklog {
        private final String prelude;

        Session(
                String sessionId,
                SockJsServiceConfig config,
                WebSocketHandler handler,
                Map<String, Object> attributes,
                String prelude) {
            super(sessionId, config, handler, attributes);
            this.prelude = prelude;
        }

        boolean hasPrelude(String other) {
            return prelude.equals(other);
        }

        @Override
        protected byte[] getPrelude(ServerHttpRequest request) {
            return prelude.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isFetched() {
            return getMessageCache().isEmpty();
        }
    }
}
