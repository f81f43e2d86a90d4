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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A WebSocket written by hand, for what a proper client refuses to send, such as text that is no UTF-8. */
public final class RawSocket implements AutoCloseable {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int TWO_LENGTH_BYTES = 126;
    private static final int GONE = 1006;

    private final Socket socket;

    private RawSocket(Socket socket) {
        this.socket = socket;
    }

    /** Opens a connection and shakes hands. */
    public static RawSocket open(URI webSocket) {
        try {
            Socket socket = new Socket(InetAddress.getByName(webSocket.getHost()), webSocket.getPort());
            socket.setSoTimeout((int) StompTestClient.DEADLINE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + webSocket.getPath() + " HTTP/1.1\r\nHost: " + webSocket.getAuthority()
                                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            RawSocket raw = new RawSocket(socket);
            raw.skipHttpHead();
            return raw;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public RawSocket sendText(byte[] payload) {
        return send(FINAL_TEXT, payload);
    }

    public RawSocket sendBinary(byte[] payload) {
        return send(FINAL_BINARY, payload);
    }

    /** Writes bytes as they are, with no WebSocket framing. */
    public RawSocket sendUnframed(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Reads one WebSocket message, so that the server is not writing any more. */
    public RawSocket skipMessage() {
        try {
            readPayload(socket.getInputStream().read());
            return this;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Reads until the server closes, and returns the close code, or 1006 if it just went away. */
    public int awaitClose() {
        try {
            for (int first = socket.getInputStream().read();
                    first >= 0;
                    first = socket.getInputStream().read()) {
                byte[] payload = readPayload(first);
                if (first == CLOSE && payload.length >= 2) {
                    return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
            }
            return GONE;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private byte[] readPayload(int first) throws IOException {
        InputStream in = socket.getInputStream();
        int length = first < 0 ? 0 : in.read();
        if (length == TWO_LENGTH_BYTES) {
            length = in.read() << 8 | in.read();
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private RawSocket send(int opcode, byte[] payload) {
        if (payload.length > 0xffff) {
            throw new IllegalArgumentException("payload: " + payload.length + " bytes (expected: at most 65535)");
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(opcode);
        if (payload.length < TWO_LENGTH_BYTES) {
            frame.write(MASKED | payload.length);
        } else {
            frame.write(MASKED | TWO_LENGTH_BYTES);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        // A mask of zeros leaves the payload as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return sendUnframed(frame.toByteArray());
    }

    private void skipHttpHead() throws IOException {
        byte[] end = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] last = new byte[end.length];
        while (!Arrays.equals(last, end)) {
            System.arraycopy(last, 1, last, 0, last.length - 1);
            last[last.length - 1] = (byte) socket.getInputStream().read();
        }
    }
}
