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

import io.chatrelay.bridge.delivery.Acceptance;
import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.core.stomp.MessageFrame;
import io.chatrelay.core.stomp.SubscriptionStart;
import io.chatrelay.websocket.internal.session.ClientConnection;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;

/** Writes the broker's frames into a session's lane; those with more to them than bytes go through the protocol handler. */
public final class LaneWriter implements SessionWriter {
    private static final Logger logger = LoggerFactory.getLogger(LaneWriter.class);

    private final ClientConnection connection;
    private final BooleanSupplier open;
    private final Consumer<Message<byte[]>> protocolHandler;

    /**
     * @param open whether the broker may leave out Spring's outbound channel
     * @param protocolHandler handles a message to the session's client as if the channel had brought it
     */
    public LaneWriter(ClientConnection connection, BooleanSupplier open, Consumer<Message<byte[]>> protocolHandler) {
        this.connection = connection;
        this.open = open;
        this.protocolHandler = protocolHandler;
    }

    @Override
    public boolean isOpen() {
        return open.getAsBoolean();
    }

    @Override
    public Acceptance append(SubscriptionStart start, MessageFrame frame) {
        return connection.isEnded() ? Acceptance.TAKEN : connection.lane().append(start, frame);
    }

    @Override
    public boolean isFull(long more) {
        return connection.lane().isFull(more);
    }

    @Override
    public boolean hasRoom() {
        return connection.lane().hasRoom();
    }

    @Override
    public void whenRoom(Runnable action) {
        connection.lane().whenRoom(action);
    }

    /** Gives the client up if it has read nothing for too long. */
    public void endIfStalled() {
        connection.lane().endIfStalled();
    }

    @Override
    public void flush() {
        connection.lane().flush();
    }

    @Override
    public void send(Message<byte[]> frame) {
        try {
            protocolHandler.accept(frame);
        } catch (RuntimeException failure) {
            // Most likely of the application's error handler. Spring's handler of sessions swallows it in the same way.
            logger.atDebug()
                    .addKeyValue("sessionId", connection.session().getId())
                    .setCause(failure)
                    .log("A frame could not be made for a client");
        }
    }
}
