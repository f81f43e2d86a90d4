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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket written by hand, for what a proper client refuses to send, such as text that is no UTF-8. */
public final class RawSocket implements AutoCloseable {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MASKED = 0x80;
    private static final int TWO_LENGTH_BYTES = 126;
    private static final int NARROW = 4096;
    private static final int GONE = 1006;

    private final Socket socket;
    private final String answer;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.answer = readHttpHead();
    }

    /** Opens a connection and shakes hands. */
    public static RawSocket open(URI webSocket) {
        return open(webSocket, "", new byte[0]);
    }

    /** Opens a connection that takes little from the server unless somebody reads. */
    public static RawSocket openNarrow(URI webSocket) {
        return open(webSocket, NARROW, "", new byte[0]);
    }

    /** Opens a connection, offering an extension. */
    static RawSocket openOffering(URI webSocket, String extension) {
        return open(webSocket, "Sec-WebSocket-Extensions: " + extension + "\r\n", new byte[0]);
    }

    /** Opens a connection and sends a text message without waiting for the answer to the handshake. */
    public static RawSocket openWithText(URI webSocket, byte[] payload) {
        return open(webSocket, "", masked(FINAL_TEXT, payload));
    }

    private static RawSocket open(URI webSocket, String header, byte[] atOnce) {
        return open(webSocket, 0, header, atOnce);
    }

    /**
     * @param receiveBufferSize in bytes; 0 for what the system has
     */
    private static RawSocket open(URI webSocket, int receiveBufferSize, String header, byte[] atOnce) {
        try {
            Socket socket = new Socket();
            if (receiveBufferSize > 0) {
                socket.setReceiveBufferSize(receiveBufferSize);
            }
            socket.connect(new InetSocketAddress(webSocket.getHost(), webSocket.getPort()));
            socket.setSoTimeout((int) StompTestClient.DEADLINE.toMillis());
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            first.writeBytes(("GET " + webSocket.getPath() + " HTTP/1.1\r\nHost: " + webSocket.getAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n" + header
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            first.writeBytes(atOnce);
            socket.getOutputStream().write(first.toByteArray());
            return new RawSocket(socket);
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

    /** Sends a control frame that the server has to answer with one of the same payload, of at most 125 bytes. */
    public RawSocket sendPing(byte[] payload) {
        return send(PING, payload);
    }

    /** Sends a close frame. */
    public RawSocket sendClose(int code) {
        return send(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
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

    /** The status line and the headers that the handshake was answered with. */
    String answer() {
        return answer;
    }

    /** Reads the next frame of WebSocket's: a message may have several, and others may be between them. */
    public Fragment nextFragment() {
        try {
            int first = socket.getInputStream().read();
            return new Fragment(first, readPayload(first));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * A frame of WebSocket's.
     *
     * @param first its first byte: flags and kind (RFC 6455, section 5.2); -1 at the end of the connection
     */
    public record Fragment(int first, byte[] payload) {

        public boolean isPong() {
            return first == PONG;
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** Whether something has arrived that is yet to be read. */
    public boolean isReadable() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Reads one WebSocket message, so that the server is not writing any more. */
    public RawSocket skipMessage() {
        nextPayload();
        return this;
    }

    /** Reads one WebSocket message. */
    public byte[] nextPayload() {
        try {
            return readPayload(socket.getInputStream().read());
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
        return sendUnframed(masked(opcode, payload));
    }

    private static byte[] masked(int opcode, byte[] payload) {
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
        return frame.toByteArray();
    }

    private String readHttpHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("Closed after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
