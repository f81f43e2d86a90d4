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

import io.chatrelay.core.stomp.ClientFrameReader;
import io.chatrelay.core.stomp.ServerFrame;
import io.chatrelay.core.stomp.StompFrameListener;
import io.chatrelay.core.stomp.StompProtocolException;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.websocket.internal.closing.ClosingSession;
import io.chatrelay.websocket.internal.lane.OutboundLane;
import io.chatrelay.websocket.internal.lane.OutboundLanes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.SessionLimitExceededException;

/**
 * What is known of one WebSocket session. {@link #bytes} and {@link #read} are called under {@link #lock()}, because
 * SockJS may deliver on several threads; the rest by any thread.
 */
public final class ClientConnection {
    private static final Logger logger = LoggerFactory.getLogger(ClientConnection.class);
    private static final Pattern NO_HEART_BEAT = Pattern.compile("\\s*0+\\s*,\\s*0+\\s*");

    private final WebSocketSession session;
    private final ClientFrameReader reader;
    private final Consumer<String> tooSlow;
    private final OutboundLane lane;
    private final Lock lock = new ReentrantLock();

    /** First half of a character whose second half comes with the next message; 0 if there is none. */
    private char highSurrogate;

    private volatile boolean heartBeats;
    private volatile boolean connected;
    private volatile boolean ended;
    private volatile CloseStatus lastStatus = CloseStatus.PROTOCOL_ERROR;

    /**
     * @param tooSlow ends the session the way that Spring's handler has for it, and is told why
     */
    public ClientConnection(
            WebSocketSession session, int frameSizeLimit, OutboundLanes lanes, Consumer<String> tooSlow) {
        this.session = session;
        this.reader = new ClientFrameReader(frameSizeLimit);
        this.tooSlow = tooSlow;
        this.lane = lanes.open(session, new LaneEnd());
    }

    public WebSocketSession session() {
        return session;
    }

    /** Returns the one way to the client. */
    public OutboundLane lane() {
        return lane;
    }

    public Lock lock() {
        return lock;
    }

    /** Returns the bytes of a WebSocket message or of a part of one; null if it carries no STOMP. */
    public @Nullable ByteBuffer bytes(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            return ByteBuffer.wrap(wholeCharacters(text).getBytes(StandardCharsets.UTF_8));
        }
        return message instanceof BinaryMessage binary ? binary.getPayload() : null;
    }

    private String wholeCharacters(TextMessage message) {
        String text = message.getPayload();
        if (highSurrogate != 0) {
            text = highSurrogate + text;
            highSurrogate = 0;
        }
        int last = text.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
            highSurrogate = text.charAt(last);
            return text.substring(0, last);
        }
        return text;
    }

    /**
     * @throws StompProtocolException if the client broke a rule
     */
    public void read(ByteBuffer bytes, StompFrameListener listener) {
        reader.read(bytes, listener);
    }

    public void refuseConnect() {
        reader.refuseConnect();
    }

    /** Returns the version that CONNECT settled, or null before CONNECT. */
    public @Nullable StompVersion version() {
        return reader.version();
    }

    /** Returns the version to write in: until CONNECTED the client cannot know that headers may be escaped. */
    public StompVersion outboundVersion() {
        StompVersion settled = reader.version();
        return connected && settled != null ? settled : StompVersion.V1_0;
    }

    /** Takes the {@code heart-beat} header of CONNECT. */
    public void noteHeartBeat(@Nullable String value) {
        heartBeats = value != null && !NO_HEART_BEAT.matcher(value).matches();
    }

    /** Returns whether the client can send heart-beats or wants to receive them. */
    public boolean hasHeartBeats() {
        return heartBeats;
    }

    public void markConnected() {
        connected = true;
    }

    /** Returns whether the server ended the session, so that what the client still sends no longer counts. */
    public boolean isEnded() {
        return ended;
    }

    public void end() {
        ended = true;
    }

    /** Closes the session when all has been written that was sent before; what the client still sends no longer counts. */
    public void finish(CloseStatus status) {
        if (!ended) {
            lastStatus = status;
        }
        end();
        lane.finish();
    }

    /** Sends an ERROR frame and closes the session after it. */
    public void finish(ServerFrame error) {
        end();
        lane.sendLast(error);
    }

    /**
     * Closes the session; what the client still sends no longer counts.
     *
     * @return why it could not be closed, or null
     */
    public @Nullable Exception close(CloseStatus status) {
        end();
        try {
            session.close(status);
            return null;
        } catch (IOException | RuntimeException failure) {
            return failure;
        }
    }

    private void log(Throwable failure) {
        logger.atDebug()
                .addKeyValue("sessionId", session.getId())
                .setCause(failure)
                .log("Could not write to a session or close it; its client may be gone");
    }

    private final class LaneEnd implements OutboundLane.End {
        @Override
        public void closing() {
            try {
                ClosingSession.closeWhenRead(session, lastStatus);
            } catch (IOException | RuntimeException failure) {
                log(failure);
            }
        }

        @Override
        public void broken(Throwable cause) {
            if (cause instanceof SessionLimitExceededException limit) {
                // A decorator of the application has limits of its own.
                tooSlow(String.valueOf(limit.getMessage()));
                return;
            }
            log(cause);
            Exception failure = close(CloseStatus.PROTOCOL_ERROR);
            if (failure != null) {
                log(failure);
            }
        }

        @Override
        public void tooSlow(String reason) {
            end();
            tooSlow.accept(reason);
        }
    }
}
