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
package io.chatrelay.bridge;

import java.util.function.BooleanSupplier;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

/**
 * Takes the frames of clients in place of Spring's broker handler, which is subscribed to two channels and is not told
 * which one a message comes from. Server code may pass on a message it got from a client, session and STOMP command
 * included, so the headers do not tell either.
 */
final class ClientFrameHandler implements MessageHandler {

    private final KafkaStompBroker broker;

    private final BooleanSupplier running;

    ClientFrameHandler(KafkaStompBroker broker, BooleanSupplier running) {
        this.broker = broker;
        this.running = running;
    }

    @Override
    public void handleMessage(Message<?> message) {
        if (this.running.getAsBoolean()) {
            this.broker.handleFrame(message);
        }
    }
}
