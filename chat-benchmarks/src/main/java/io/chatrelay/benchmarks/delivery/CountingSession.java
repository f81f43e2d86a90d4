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
package io.chatrelay.benchmarks.delivery;

import java.lang.reflect.Proxy;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/** A session whose container takes everything at once. For one thread. */
final class CountingSession extends WebSocketSessionDecorator {

    private long characters;

    CountingSession() {
        super((WebSocketSession) Proxy.newProxyInstance(
                CountingSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (session, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Override
    public String getId() {
        return "session";
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        this.characters += message.getPayloadLength();
    }

    /** Length of all that was sent, which must not be optimized away. */
    long characters() {
        return this.characters;
    }
}
