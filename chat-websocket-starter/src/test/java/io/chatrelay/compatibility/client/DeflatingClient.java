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
package io.chatrelay.compatibility.client;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A STOMP client that offers {@code permessage-deflate} as browsers do. What it sends is not compressed. For one thread. */
public final class DeflatingClient implements AutoCloseable {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int KIND = 0x0f;
    private static final int TEXT = 1;

    /** The end of a compressed message, which is not sent (RFC 7692, section 7.2.2). */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final RawSocket socket;
    private final boolean sockJs;
    private final Inbox inbox = new Inbox();
    private final Inflater inflater = new Inflater(true);
    private int compressedMessages;

    private DeflatingClient(RawSocket socket, boolean sockJs) {
        this.socket = socket;
        this.sockJs = sockJs;
    }

    public static DeflatingClient open(URI webSocket) {
        return new DeflatingClient(shakeHands(webSocket), false);
    }

    /** Opens a SockJS session by the address of its transport over WebSocket. */
    public static DeflatingClient openSockJs(URI webSocket) {
        return new DeflatingClient(shakeHands(webSocket), true);
    }

    private static RawSocket shakeHands(URI webSocket) {
        return RawSocket.openOffering(webSocket, "permessage-deflate; client_max_window_bits");
    }

    /** Whether the server has agreed to compress. */
    public boolean isAgreed() {
        return socket.answer().toLowerCase(Locale.ROOT).contains("sec-websocket-extensions: permessage-deflate");
    }

    /** How many of the messages so far were compressed. */
    public int compressedMessages() {
        return compressedMessages;
    }

    public DeflatingClient send(String raw) {
        String message = sockJs ? SockJsMessages.encode(raw) : raw;
        socket.sendText(message.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The next frame, which has to be of this command. */
    public Frame next(String command) {
        @Nullable Frame frame = inbox.frames().poll();
        while (frame == null) {
            read();
            frame = inbox.frames().poll();
        }
        if (!frame.command().equals(command)) {
            throw new AssertionError(frame + " (expected: " + command + ")");
        }
        return frame;
    }

    private void read() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        RawSocket.Fragment first = socket.nextFragment();
        if (first.first() < 0 || (first.first() & KIND) != TEXT) {
            throw new AssertionError("No text message: " + first.first());
        }
        message.writeBytes(first.payload());
        for (RawSocket.Fragment last = first; (last.first() & FINAL) == 0; ) {
            last = socket.nextFragment();
            message.writeBytes(last.payload());
        }
        boolean compressed = (first.first() & COMPRESSED) != 0;
        byte[] bytes = compressed ? inflate(message) : message.toByteArray();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (sockJs) {
            SockJsMessages.decode(text, inbox);
        } else {
            inbox.text(text);
        }
    }

    private byte[] inflate(ByteArrayOutputStream message) {
        compressedMessages++;
        message.writeBytes(TAIL);
        inflater.setInput(message.toByteArray());
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            for (int count = inflater.inflate(buffer); count > 0; count = inflater.inflate(buffer)) {
                inflated.write(buffer, 0, count);
            }
        } catch (DataFormatException ex) {
            throw new AssertionError("Not what was compressed", ex);
        }
        return inflated.toByteArray();
    }

    @Override
    public void close() {
        inflater.end();
        socket.close();
    }
}
