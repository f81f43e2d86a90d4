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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.benchmarks.endtoend.process.Server;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Just enough of a STOMP broker to do wrong on purpose. */
public final class FaultyServer implements Server {

    private final ServerSocket socket;

    private final Function<String, List<String>> fault;

    private final List<OutputStream> subscribers = new ArrayList<>();

    /** Delivers for each body what the function makes of it, or ends the connection when it throws. */
    public FaultyServer(Function<String, List<String>> fault) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.fault = fault;
        start(this::accept);
    }

    private void accept() {
        while (!this.socket.isClosed()) {
            try {
                Socket connection = this.socket.accept();
                start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.readUnsignedByte());
            }
            out.write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String frame = readFrame(in);
            while (!frame.startsWith("DISCONNECT")) {
                answer(frame, out);
                frame = readFrame(in);
            }
            leave(out);
        } catch (IOException | UncheckedIOException gone) {
            // The client has gone, or the fault is to end the connection.
        }
    }

    private static String readFrame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        in.readInt();
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }

    private synchronized void answer(String frame, OutputStream out) throws IOException {
        if (frame.startsWith("CONNECT")) {
            write(out, "CONNECTED\nversion:1.2\n\n\0");
        } else if (frame.startsWith("SUBSCRIBE")) {
            this.subscribers.add(out);
        } else if (frame.startsWith("SEND")) {
            for (String body : this.fault.apply(frame.split("\n\n")[1])) {
                for (OutputStream subscriber : this.subscribers) {
                    write(subscriber, "MESSAGE\nsubscription:sub-0\n\n" + body);
                }
            }
        }
    }

    private synchronized void leave(OutputStream out) {
        this.subscribers.remove(out);
    }

    private static void write(OutputStream out, String payload) throws IOException {
        byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[bytes.length + 4];
        frame[0] = (byte) 0x81;
        frame[1] = 126;
        frame[2] = (byte) (bytes.length >> 8);
        frame[3] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 4, bytes.length);
        out.write(frame);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public URI address() {
        return URI.create("ws://127.0.0.1:" + this.socket.getLocalPort() + "/");
    }

    @Override
    public List<Long> processes() {
        return List.of();
    }

    @Override
    public OptionalLong liveHeapBytes() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        try {
            this.socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
