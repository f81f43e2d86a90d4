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

import io.chatrelay.websocket.internal.closing.EndsWhenRead;
import io.chatrelay.websocket.internal.lane.MessageBacklog;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.sockjs.SockJsTransportFailureException;
import org.springframework.web.socket.sockjs.transport.SockJsServiceConfig;
import org.springframework.web.socket.sockjs.transport.handler.XhrPollingTransportHandler;
import org.springframework.web.socket.sockjs.transport.session.PollingSockJsSession;

/** Lets clients that poll fetch the ERROR frame that ends their session; Spring forgets it unless a poll is waiting. */
final class SockJsPolling extends XhrPollingTransportHandler {
    private static final Logger logger = LoggerFactory.getLogger(SockJsPolling.class);

    @Override
    public PollingSockJsSession createSession(
            String sessionId, WebSocketHandler handler, Map<String, Object> attributes) {
        return new Session(sessionId, getServiceConfig(), handler, attributes);
    }

    private static final class Session extends PollingSockJsSession implements EndsWhenRead, MessageBacklog {
        /** Guarded by Spring's lock on the response, which it holds when it flushes. */
        private @Nullable CloseStatus lastStatus;

        Session(
                String sessionId,
                SockJsServiceConfig config,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            super(sessionId, config, handler, attributes);
        }

        @Override
        public void closeWhenRead(CloseStatus status) throws IOException {
            synchronized (responseLock) {
                if (getMessageCache().isEmpty()) {
                    close(status);
                } else {
                    lastStatus = status;
                }
            }
        }

        @Override
        public boolean isFetched() {
            return getMessageCache().isEmpty();
        }

        @Override
        protected void flushCache() throws SockJsTransportFailureException {
            super.flushCache();
            CloseStatus status = lastStatus;
            if (status != null) {
                lastStatus = null;
                closeQuietly(status);
            }
        }

        private void closeQuietly(CloseStatus status) {
            try {
                close(status);
            } catch (IOException ex) {
                SockJsPolling.logger
                        .atDebug()
                        .addKeyValue("sessionId", getId())
                        .setCause(ex)
                        .log("Could not close a session; it may be closed already");
            }
        }
    }
}
