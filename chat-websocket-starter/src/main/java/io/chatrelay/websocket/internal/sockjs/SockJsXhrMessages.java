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

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.sockjs.transport.handler.XhrReceivingTransportHandler;

/** Takes what SockJS clients post. What is no SockJS message is refused without an ERROR in the log for each. */
final class SockJsXhrMessages extends XhrReceivingTransportHandler {
    private static final Logger logger = LoggerFactory.getLogger(SockJsXhrMessages.class);

    @Override
    protected String @Nullable [] readMessages(ServerHttpRequest request) {
        try {
            return super.readMessages(request);
        } catch (IOException | RuntimeException ex) {
            logger.atDebug().setCause(ex).log("Refused what is no SockJS message");
            return null;
        }
    }
}
